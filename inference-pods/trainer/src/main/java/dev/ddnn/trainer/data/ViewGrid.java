package dev.ddnn.trainer.data;

import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;

/**
 * Where the cameras look: windows of one size over an image, in a grid. View {@code i} is at grid row
 * {@code i / columns} and grid column {@code i % columns}. Windows may overlap.
 *
 * @param viewHeight rows of each view
 * @param viewWidth columns of each view
 * @param rowOffsets first image row of each grid row
 * @param columnOffsets first image column of each grid column
 */
public record ViewGrid(int viewHeight, int viewWidth, List<Integer> rowOffsets, List<Integer> columnOffsets) {

    /** Six overlapping views of 14 x 10 over a digit of 28 x 28, in two rows of three. */
    public static final ViewGrid DIGITS = new ViewGrid(14, 10, List.of(0, 14), List.of(0, 9, 18));

    /** Takes copies, so that the grid cannot change. */
    public ViewGrid {
        rowOffsets = List.copyOf(rowOffsets);
        columnOffsets = List.copyOf(columnOffsets);
    }

    /** Rows of the grid. */
    public int rows() {
        return rowOffsets.size();
    }

    /** Columns of the grid. */
    public int columns() {
        return columnOffsets.size();
    }

    /** Number of views. */
    public int views() {
        return rows() * columns();
    }

    /** Pixels of one view. */
    public int viewPixels() {
        return viewHeight * viewWidth;
    }

    /** Rows of the image that the views cover. */
    public int imageHeight() {
        return Collections.max(rowOffsets) + viewHeight;
    }

    /** Columns of the image that the views cover. */
    public int imageWidth() {
        return Collections.max(columnOffsets) + viewWidth;
    }

    /**
     * Appends all views of an image to {@code out}: view by view, each row by row.
     *
     * @param image grey values, row by row
     * @param imageWidth columns of the image
     */
    public void cut(float[] image, int imageWidth, FloatBuffer out) {
        for (int view = 0; view < views(); view++) {
            int top = rowOffsets.get(view / columns());
            int left = columnOffsets.get(view % columns());
            for (int row = top; row < top + viewHeight; row++) {
                out.put(image, row * imageWidth + left, viewWidth);
            }
        }
    }
}

package dev.ddnn.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class ViewGridTest {

    private static final ViewGrid GRID = ViewGrid.DIGITS;

    @Test
    void cutsSixOverlappingWindowsRowByRow() {
        // Given an image whose grey value tells its place: 100 * row + column
        float[] image = new float[28 * 28];
        for (int i = 0; i < image.length; i++) {
            image[i] = 100 * (i / 28) + i % 28;
        }
        FloatBuffer views = FloatBuffer.allocate(6 * 140);
        // When
        GRID.cut(image, 28, views);
        // Then
        assertThat(views.remaining()).isZero();
        int[][] corners = {{0, 0}, {0, 9}, {0, 18}, {14, 0}, {14, 9}, {14, 18}};
        for (int view = 0; view < 6; view++) {
            for (int row = 0; row < 14; row++) {
                for (int column = 0; column < 10; column++) {
                    assertThat(views.get(view * 140 + row * 10 + column))
                            .isEqualTo(100 * (corners[view][0] + row) + corners[view][1] + column);
                }
            }
        }
    }

    @Test
    void coversTheWholeDigit() {
        assertThat(GRID.imageHeight()).isEqualTo(28);
        assertThat(GRID.imageWidth()).isEqualTo(28);
    }
}

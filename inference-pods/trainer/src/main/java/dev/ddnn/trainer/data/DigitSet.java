package dev.ddnn.trainer.data;

import java.util.Arrays;

/** Labelled grey images of one size, in the order of their file. */
public final class DigitSet {

    private final int height;
    private final int width;
    private final byte[] pixels;
    private final byte[] labels;

    /**
     * Takes the arrays as they are; they must not be changed afterwards.
     *
     * @param height rows of each image
     * @param width columns of each image
     * @param pixels all images one after the other, row by row, unsigned bytes
     * @param labels one class per image
     * @throws IllegalArgumentException if there is not one label per image
     */
    public DigitSet(int height, int width, byte[] pixels, byte[] labels) {
        if (pixels.length != (long) labels.length * height * width) {
            throw new IllegalArgumentException(
                    "pixels: %d bytes for %d images of %d x %d".formatted(pixels.length, labels.length, height, width));
        }
        this.height = height;
        this.width = width;
        this.pixels = pixels;
        this.labels = labels;
    }

    /** Rows of each image. */
    public int height() {
        return height;
    }

    /** Columns of each image. */
    public int width() {
        return width;
    }

    /** All images one after the other, row by row, unsigned bytes. */
    public byte[] pixels() {
        return pixels;
    }

    /** One class per image. */
    public byte[] labels() {
        return labels;
    }

    /** Number of images. */
    public int size() {
        return labels.length;
    }

    /** Bytes of one image. */
    public int imageBytes() {
        return height * width;
    }

    /** Class of image {@code index}. */
    public int label(int index) {
        return labels[index];
    }

    /**
     * The images at positions {@code from} (included) to {@code to} (excluded).
     *
     * @throws IndexOutOfBoundsException if the range is not within this set
     */
    public DigitSet slice(int from, int to) {
        if (from < 0 || to > size() || from > to) {
            throw new IndexOutOfBoundsException("images %d to %d of %d".formatted(from, to, size()));
        }
        return new DigitSet(
                height,
                width,
                Arrays.copyOfRange(pixels, from * imageBytes(), to * imageBytes()),
                Arrays.copyOfRange(labels, from, to));
    }

    /** The first {@code count} images, or all if there are fewer. */
    public DigitSet first(int count) {
        return slice(0, Math.min(count, size()));
    }
}

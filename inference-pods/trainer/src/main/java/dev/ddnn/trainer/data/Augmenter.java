package dev.ddnn.trainer.data;

import java.util.Random;

/**
 * Draws small shifts, rotations and scalings of an image, so that a network learns the digit and not its exact place.
 * All randomness comes from one seeded source and all trigonometry from {@link StrictMath}: same seed, same images, on
 * every machine.
 */
public final class Augmenter {

    private static final double MAX_SHIFT_PIXELS = 1.5;
    private static final double MAX_ROTATION_RADIANS = StrictMath.toRadians(10);
    private static final double MAX_SCALE_CHANGE = 0.1;

    private final Random random;

    /**
     * @param random where all draws come from; four per image
     */
    public Augmenter(Random random) {
        this.random = random;
    }

    /**
     * Writes a randomly moved copy of {@code image} to {@code out}, bilinearly sampled; what comes from outside is 0.
     *
     * @param image grey values 0 to 255, row by row
     * @param out as long as {@code image}
     */
    public void move(float[] image, int height, int width, float[] out) {
        double shiftRows = symmetric(MAX_SHIFT_PIXELS);
        double shiftColumns = symmetric(MAX_SHIFT_PIXELS);
        double angle = symmetric(MAX_ROTATION_RADIANS);
        double scale = 1 + symmetric(MAX_SCALE_CHANGE);
        float cos = (float) (StrictMath.cos(angle) / scale);
        float sin = (float) (StrictMath.sin(angle) / scale);
        float middleRow = (height - 1) / 2f;
        float middleColumn = (width - 1) / 2f;
        for (int row = 0; row < height; row++) {
            float y = row - middleRow - (float) shiftRows;
            for (int column = 0; column < width; column++) {
                float x = column - middleColumn - (float) shiftColumns;
                float fromRow = cos * y - sin * x + middleRow;
                float fromColumn = sin * y + cos * x + middleColumn;
                out[row * width + column] = sample(image, height, width, fromRow, fromColumn);
            }
        }
    }

    private double symmetric(double limit) {
        return (random.nextDouble() * 2 - 1) * limit;
    }

    private static float sample(float[] image, int height, int width, float row, float column) {
        int top = (int) StrictMath.floor(row);
        int left = (int) StrictMath.floor(column);
        if (top < -1 || top >= height || left < -1 || left >= width) {
            return 0;
        }
        float down = row - top;
        float right = column - left;
        float upper =
                at(image, height, width, top, left) * (1 - right) + at(image, height, width, top, left + 1) * right;
        float lower = at(image, height, width, top + 1, left) * (1 - right)
                + at(image, height, width, top + 1, left + 1) * right;
        return upper * (1 - down) + lower * down;
    }

    private static float at(float[] image, int height, int width, int row, int column) {
        return row < 0 || row >= height || column < 0 || column >= width ? 0 : image[row * width + column];
    }
}

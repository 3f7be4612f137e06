package dev.ddnn.trainer.net;

import java.util.List;

/**
 * Shape of one sample's tensor, without the batch dimension: {@code [channels, height, width]} for maps, {@code [width]}
 * for vectors.
 *
 * @param dims sizes, all positive
 */
public record TensorShape(List<Integer> dims) {

    /** Checks the sizes. */
    public TensorShape {
        dims = List.copyOf(dims);
        if (dims.isEmpty() || dims.stream().anyMatch(d -> d <= 0)) {
            throw new IllegalArgumentException("dims: sizes must be positive, found " + dims);
        }
    }

    /** A vector of {@code width} values. */
    public static TensorShape vector(int width) {
        return new TensorShape(List.of(width));
    }

    /** A stack of maps. */
    public static TensorShape maps(int channels, int height, int width) {
        return new TensorShape(List.of(channels, height, width));
    }

    /** Values of one sample. */
    public int elements() {
        return dims.stream().reduce(1, Math::multiplyExact);
    }

    /** Channels of maps, width of a vector: what a norm works along. */
    public int channels() {
        return dims.get(0);
    }

    /** Rows of maps. */
    public int height() {
        return requireMaps().get(1);
    }

    /** Columns of maps. */
    public int width() {
        return requireMaps().get(2);
    }

    /** Whether this is a vector. */
    public boolean isVector() {
        return dims.size() == 1;
    }

    private List<Integer> requireMaps() {
        if (dims.size() != 3) {
            throw new IllegalArgumentException("maps [channels, height, width] are needed here, found " + dims);
        }
        return dims;
    }
}

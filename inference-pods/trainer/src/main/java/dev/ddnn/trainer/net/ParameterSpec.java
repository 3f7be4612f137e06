package dev.ddnn.trainer.net;

import java.util.List;

/**
 * One array of numbers that belongs to a layer.
 *
 * @param name layer's name, a dot, the kind
 * @param kind what it is for
 * @param dims its shape
 * @param fanIn inputs that reach one output: scales the first random values
 */
public record ParameterSpec(String name, Kind kind, List<Integer> dims, int fanIn) {

    /** What a parameter is for. */
    public enum Kind {
        /** Multiplies inputs; starts at random. */
        WEIGHT,
        /** Added to outputs; starts at 0. */
        BIAS,
        /** A norm's factor; starts at 1. */
        SCALE,
        /** A norm's summand; starts at 0. */
        SHIFT,
        /** A norm's running mean; measured, not trained. */
        MEAN,
        /** A norm's running variance; measured, not trained. */
        VARIANCE;

        /** Whether gradients change it. */
        public boolean trained() {
            return this != MEAN && this != VARIANCE;
        }

        /** The suffix of a parameter's name. */
        public String suffix() {
            return switch (this) {
                case WEIGHT -> "weight";
                case BIAS -> "bias";
                case SCALE -> "scale";
                case SHIFT -> "shift";
                case MEAN -> "mean";
                case VARIANCE -> "variance";
            };
        }
    }

    /** Takes a copy of the shape. */
    public ParameterSpec {
        dims = List.copyOf(dims);
    }

    static ParameterSpec of(String layer, Kind kind, List<Integer> dims, int fanIn) {
        return new ParameterSpec(nameOf(layer, kind), kind, dims, fanIn);
    }

    /** The name of a layer's parameter of the given kind. */
    public static String nameOf(String layer, Kind kind) {
        return layer + "." + kind.suffix();
    }

    /** Number of values. */
    public int elements() {
        return dims.stream().reduce(1, Math::multiplyExact);
    }
}

package dev.ddnn.trainer.export;

import dev.ddnn.trainer.net.NamedLayer;
import dev.ddnn.trainer.net.Norm;
import dev.ddnn.trainer.net.ParameterSpec.Kind;
import dev.ddnn.trainer.net.Weights;

/**
 * What a trained norm comes down to: {@code y = factor * x + summand} per channel. Computed in double precision, so that
 * folding adds no error of its own.
 */
final class Affine {

    private final double[] factor;
    private final double[] summand;

    private Affine(double[] factor, double[] summand) {
        this.factor = factor;
        this.summand = summand;
    }

    static Affine of(NamedLayer norm, Weights weights) {
        float[] scale = weights.of(norm, Kind.SCALE);
        float[] shift = weights.of(norm, Kind.SHIFT);
        float[] mean = weights.of(norm, Kind.MEAN);
        float[] variance = weights.of(norm, Kind.VARIANCE);
        double[] factor = new double[scale.length];
        double[] summand = new double[scale.length];
        for (int i = 0; i < scale.length; i++) {
            factor[i] = scale[i] / Math.sqrt((double) variance[i] + Norm.EPSILON);
            summand[i] = shift[i] - mean[i] * factor[i];
        }
        return new Affine(factor, summand);
    }

    /** Multiplies each output's row of weights by its factor. */
    void scaleRows(float[] weight) {
        int row = weight.length / factor.length;
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) (weight[i] * factor[i / row]);
        }
    }

    /** Sends one value per channel through. */
    void apply(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * factor[i] + summand[i]);
        }
    }

    float[] factors() {
        return toFloats(factor);
    }

    float[] summands() {
        return toFloats(summand);
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}

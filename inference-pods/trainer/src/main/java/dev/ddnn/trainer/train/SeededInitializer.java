package dev.ddnn.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import dev.ddnn.trainer.net.ParameterSpec;
import java.util.Arrays;
import java.util.Random;

/** First values of a parameter, drawn from Java's own generator: the same on every machine for the same seed. */
final class SeededInitializer implements Initializer {

    private final ParameterSpec spec;
    private final Random random;

    SeededInitializer(ParameterSpec spec, Random random) {
        this.spec = spec;
        this.random = random;
    }

    @Override
    public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
        return manager.create(first(), shape);
    }

    private float[] first() {
        float[] values = new float[spec.elements()];
        switch (spec.kind()) {
            case WEIGHT -> {
                // Keeps the variance of activations behind a rectifier.
                double deviation = StrictMath.sqrt(2.0 / spec.fanIn());
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (random.nextGaussian() * deviation);
                }
            }
            case SCALE, VARIANCE -> Arrays.fill(values, 1);
            case BIAS, SHIFT, MEAN -> Arrays.fill(values, 0);
        }
        return values;
    }
}

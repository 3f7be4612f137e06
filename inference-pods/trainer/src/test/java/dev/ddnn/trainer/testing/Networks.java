package dev.ddnn.trainer.testing;

import dev.ddnn.trainer.net.NetworkSpec;
import dev.ddnn.trainer.net.ParameterSpec;
import dev.ddnn.trainer.net.Weights;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Networks without training. */
public final class Networks {

    private Networks() {}

    /** Any weights: every parameter, variances positive. */
    public static Weights randomWeights(NetworkSpec spec, long seed) {
        Random random = new Random(seed);
        Map<String, float[]> values = new HashMap<>();
        for (ParameterSpec parameter : spec.parameters()) {
            float[] array = new float[parameter.elements()];
            for (int i = 0; i < array.length; i++) {
                array[i] = parameter.kind() == ParameterSpec.Kind.VARIANCE
                        ? 0.5f + random.nextFloat()
                        : (float) random.nextGaussian();
            }
            values.put(parameter.name(), array);
        }
        return new Weights(spec, values);
    }
}

package dev.ddnn.trainer.net;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The numbers of a trained network by parameter name, outside any engine. */
public final class Weights {

    private final Map<String, float[]> values;

    /**
     * @param spec every one of its parameters must be there, at its size
     * @param values by parameter name
     * @throws IllegalArgumentException if one is missing or has another size
     */
    public Weights(NetworkSpec spec, Map<String, float[]> values) {
        Map<String, float[]> checked = new HashMap<>();
        for (ParameterSpec parameter : spec.parameters()) {
            float[] array = values.get(parameter.name());
            if (array == null || array.length != parameter.elements()) {
                throw new IllegalArgumentException("%s: expected %d values, found %s"
                        .formatted(parameter.name(), parameter.elements(), array == null ? "none" : "" + array.length));
            }
            checked.put(parameter.name(), array.clone());
        }
        this.values = Map.copyOf(checked);
    }

    /**
     * The values of one parameter of a layer.
     *
     * @throws NullPointerException if the layer has no such parameter
     */
    public float[] of(NamedLayer layer, ParameterSpec.Kind kind) {
        String name = ParameterSpec.nameOf(layer.name(), kind);
        return Objects.requireNonNull(values.get(name), name).clone();
    }
}

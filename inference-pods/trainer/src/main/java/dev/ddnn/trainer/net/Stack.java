package dev.ddnn.trainer.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Layers one after the other. Each is named after the stack, its kind and its number among its kind:
 * {@code cloud/linear2}.
 *
 * @param name first part of the layers' names
 * @param input shape that reaches the first layer
 * @param layers in order of computation
 */
public record Stack(String name, TensorShape input, List<Layer> layers) {

    /** Takes a copy and checks that every layer takes what the one before it gives. */
    public Stack {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("layers: %s has none".formatted(name));
        }
        TensorShape shape = input;
        for (Layer layer : layers) {
            shape = layer.output(shape);
        }
    }

    /** The layers with names and shapes. */
    public List<NamedLayer> named() {
        Map<String, Integer> seen = new HashMap<>();
        List<NamedLayer> named = new ArrayList<>();
        TensorShape shape = input;
        for (Layer layer : layers) {
            int number = seen.merge(layer.word(), 1, Integer::sum);
            NamedLayer next = new NamedLayer(name + "/" + layer.word() + number, layer, shape);
            named.add(next);
            shape = next.output();
        }
        return List.copyOf(named);
    }

    /** Shape that leaves the last layer. */
    public TensorShape output() {
        List<NamedLayer> named = named();
        return named.get(named.size() - 1).output();
    }
}

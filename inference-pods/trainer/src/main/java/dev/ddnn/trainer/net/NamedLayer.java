package dev.ddnn.trainer.net;

import java.util.List;

/**
 * A layer in its place.
 *
 * @param name unique in the network, for example {@code device/conv2}
 * @param layer what it computes
 * @param input shape that reaches it
 */
public record NamedLayer(String name, Layer layer, TensorShape input) {

    /** Shape that leaves it. */
    public TensorShape output() {
        return layer.output(input);
    }

    /** Its parameters. */
    public List<ParameterSpec> parameters() {
        return layer.parameters(name, input);
    }

    /** The name without that of the stack. */
    public String shortName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}

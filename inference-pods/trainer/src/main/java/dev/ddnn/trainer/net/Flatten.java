package dev.ddnn.trainer.net;

import java.util.List;

/**
 * Maps to one vector: channel by channel, row by row.
 */
public record Flatten() implements Layer {

    @Override
    public TensorShape output(TensorShape input) {
        return TensorShape.vector(input.elements());
    }

    @Override
    public List<ParameterSpec> parameters(String name, TensorShape input) {
        return List.of();
    }

    @Override
    public String word() {
        return "flat";
    }

    @Override
    public <R> R fold(Cases<R> cases) {
        return cases.flatten(this);
    }
}

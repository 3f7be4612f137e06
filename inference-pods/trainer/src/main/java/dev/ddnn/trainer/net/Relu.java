package dev.ddnn.trainer.net;

import java.util.List;

/**
 * Negative values become 0.
 */
public record Relu() implements Layer {

    @Override
    public TensorShape output(TensorShape input) {
        return input;
    }

    @Override
    public List<ParameterSpec> parameters(String name, TensorShape input) {
        return List.of();
    }

    @Override
    public String word() {
        return "relu";
    }

    @Override
    public <R> R fold(Cases<R> cases) {
        return cases.relu(this);
    }
}

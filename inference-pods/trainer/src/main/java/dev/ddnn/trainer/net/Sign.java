package dev.ddnn.trainer.net;

import java.util.List;

/**
 * Binarises: 1 where the value is at least 0, else -1. Training passes the gradient straight through where the value is
 * within [-1, 1].
 */
public record Sign() implements Layer {

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
        return "sign";
    }

    @Override
    public <R> R fold(Cases<R> cases) {
        return cases.sign(this);
    }
}

package dev.ddnn.trainer.net;

import java.util.List;

/**
 * A fully connected layer.
 *
 * @param outputs length of the output
 * @param bias whether a trained summand is added; not needed where a norm follows
 */
public record Linear(int outputs, boolean bias) implements Layer {

    private ParameterSpec weight(String name, TensorShape input) {
        int inputs = input.elements();
        return ParameterSpec.of(name, ParameterSpec.Kind.WEIGHT, List.of(outputs, inputs), inputs);
    }

    private ParameterSpec biasOf(String name) {
        return ParameterSpec.of(name, ParameterSpec.Kind.BIAS, List.of(outputs), 1);
    }

    @Override
    public TensorShape output(TensorShape input) {
        return TensorShape.vector(outputs);
    }

    @Override
    public List<ParameterSpec> parameters(String name, TensorShape input) {
        return bias ? List.of(weight(name, input), biasOf(name)) : List.of(weight(name, input));
    }

    @Override
    public String word() {
        return "linear";
    }

    @Override
    public <R> R fold(Cases<R> cases) {
        return cases.linear(this);
    }
}

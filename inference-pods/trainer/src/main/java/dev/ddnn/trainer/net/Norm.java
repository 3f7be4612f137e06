package dev.ddnn.trainer.net;

import dev.ddnn.trainer.net.ParameterSpec.Kind;
import java.util.List;
import java.util.stream.Stream;

/**
 * Batch norm per channel. On export it becomes a plain factor and summand.
 */
public record Norm() implements Layer {

    /** Added to the variance, against division by zero. */
    public static final float EPSILON = 1e-5f;

    @Override
    public TensorShape output(TensorShape input) {
        return input;
    }

    @Override
    public List<ParameterSpec> parameters(String name, TensorShape input) {
        return Stream.of(Kind.SCALE, Kind.SHIFT, Kind.MEAN, Kind.VARIANCE)
                .map(kind -> ParameterSpec.of(name, kind, List.of(input.channels()), 1))
                .toList();
    }

    @Override
    public String word() {
        return "norm";
    }

    @Override
    public <R> R fold(Cases<R> cases) {
        return cases.norm(this);
    }
}

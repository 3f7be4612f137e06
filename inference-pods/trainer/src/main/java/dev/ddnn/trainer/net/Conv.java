package dev.ddnn.trainer.net;

import java.util.List;

/**
 * A convolution with stride 1 that keeps height and width (zero padding), without bias: a norm follows and has its own.
 *
 * @param filters output channels
 * @param kernel height and width of the window, odd
 */
public record Conv(int filters, int kernel) implements Layer {

    /** Checks the window. */
    public Conv {
        if (kernel % 2 == 0) {
            throw new IllegalArgumentException("kernel: must be odd, found " + kernel);
        }
    }

    /** Zeros added on each side. */
    public int padding() {
        return kernel / 2;
    }

    @Override
    public TensorShape output(TensorShape input) {
        return TensorShape.maps(filters, input.height(), input.width());
    }

    @Override
    public List<ParameterSpec> parameters(String name, TensorShape input) {
        return List.of(ParameterSpec.of(
                name,
                ParameterSpec.Kind.WEIGHT,
                List.of(filters, input.channels(), kernel, kernel),
                input.channels() * kernel * kernel));
    }

    @Override
    public String word() {
        return "conv";
    }

    @Override
    public <R> R fold(Cases<R> cases) {
        return cases.conv(this);
    }
}

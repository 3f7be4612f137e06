package dev.ddnn.trainer.net;

import java.util.List;

/**
 * The largest of each {@code size} x {@code size} window, without overlap; rows and columns that do not fill a window are
 * dropped.
 *
 * @param size height and width of the window
 */
public record MaxPool(int size) implements Layer {

    @Override
    public TensorShape output(TensorShape input) {
        return TensorShape.maps(input.channels(), input.height() / size, input.width() / size);
    }

    @Override
    public List<ParameterSpec> parameters(String name, TensorShape input) {
        return List.of();
    }

    @Override
    public String word() {
        return "pool";
    }

    @Override
    public <R> R fold(Cases<R> cases) {
        return cases.maxPool(this);
    }
}

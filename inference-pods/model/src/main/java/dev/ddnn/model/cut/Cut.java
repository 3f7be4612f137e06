package dev.ddnn.model.cut;

import java.util.List;
import java.util.function.Function;

/**
 * A model, cut.
 *
 * @param modelDigest {@code sha256:HEX} of the model file
 * @param irVersion the model's ONNX IR version
 * @param opset the model's version of the default operator set
 * @param views the graph's inputs in their order ({@code present} apart); bit i of a presence mask is view i
 * @param sections in the order of the spec
 */
public record Cut(String modelDigest, long irVersion, long opset, List<Port> views, List<SectionCut> sections)
        implements CutOutcome {
    public Cut {
        views = List.copyOf(views);
        sections = List.copyOf(sections);
    }

    @Override
    public <R> R fold(Function<Cut, R> cut, Function<CutRefused, R> refused) {
        return cut.apply(this);
    }
}

package dev.ddnn.model.cut;

import dev.ddnn.model.graph.ModelGraph;
import dev.ddnn.model.graph.OnnxModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each tensor depends on. Only what depends on a view can cross a partition point; anything else is copied into each
 * section that uses it.
 */
final class Dataflow {
    /** Ordered: a tensor is of the highest kind among those that it is made of. */
    enum Kind {
        /** Always the same. */
        Constant,
        /** Made of {@code present} and constants alone. */
        Presence,
        /** Depends on a view. */
        Sample
    }

    private final Map<String, Kind> kinds = new HashMap<>();
    private final List<String> sampleTensors = new ArrayList<>();

    Dataflow(ModelGraph graph) {
        for (var input : graph.inputs()) {
            put(input, input.equals(OnnxModel.PRESENT) ? Kind.Presence : Kind.Sample);
        }
        for (var node : graph.nodes()) {
            var kind = Kind.Constant;
            for (var need : node.needs()) {
                var other = of(need);
                kind = other.compareTo(kind) > 0 ? other : kind;
            }
            for (var output : node.outputs()) {
                put(output, kind);
            }
        }
    }

    /** Initializers and names of no tensor count as constant. */
    Kind of(String tensor) {
        return kinds.getOrDefault(tensor, Kind.Constant);
    }

    boolean isSample(String tensor) {
        return of(tensor) == Kind.Sample;
    }

    /** All tensors that depend on a view: views in graph order, then the others in topological order. */
    List<String> sampleTensors() {
        return sampleTensors;
    }

    private void put(String tensor, Kind kind) {
        kinds.put(tensor, kind);
        if (kind == Kind.Sample) {
            sampleTensors.add(tensor);
        }
    }
}

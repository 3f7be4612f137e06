package dev.ddnn.model.cut;

import dev.ddnn.model.graph.ConstantValues;
import dev.ddnn.model.graph.GraphNode;
import dev.ddnn.model.graph.ModelGraph;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Which tensors are -1 or +1 whatever the sample: those that a Where chooses from such constants, and what operators that only
 * move or pick values make of them. A tensor that a join may have to rebuild as zeros proves nothing to what uses it.
 */
final class SignProof {
    private static final Set<String> FIRST_INPUT = Set.of(
            "Reshape",
            "Flatten",
            "Transpose",
            "Identity",
            "Squeeze",
            "Unsqueeze",
            "Gather",
            "Slice",
            "Split",
            "Expand",
            "MaxPool",
            "ReduceMax",
            "ReduceMin",
            "Neg");
    private static final Set<String> ALL_INPUTS = Set.of("Concat", "Max", "Min");

    private final Set<String> proven = new HashSet<>();
    private final ModelGraph graph;
    private final BiPredicate<String, GraphNode> maybeAbsent;

    /** @param maybeAbsent whether a node may find zeros in place of a tensor from a section below */
    SignProof(ModelGraph graph, BiPredicate<String, GraphNode> maybeAbsent) {
        this.graph = graph;
        this.maybeAbsent = maybeAbsent;
        for (var node : graph.nodes()) {
            if (keepsSigns(node)) {
                // Of a MaxPool only the first output are values, the second are indices.
                var isPool = node.proto().getOpType().equals("MaxPool");
                proven.addAll(isPool ? List.of(node.proto().getOutput(0)) : node.outputs());
            }
        }
    }

    boolean holds(String tensor) {
        return proven.contains(tensor);
    }

    private boolean keepsSigns(GraphNode node) {
        var proto = node.proto();
        if (!proto.getDomain().isEmpty() && !proto.getDomain().equals("ai.onnx")
                || node.outputs().isEmpty()) {
            return false;
        }
        var inputs = proto.getInputList();
        if (proto.getOpType().equals("Where")) {
            return inputs.size() == 3 && all(inputs.subList(1, 3), node);
        }
        if (FIRST_INPUT.contains(proto.getOpType())) {
            return !inputs.isEmpty() && all(inputs.subList(0, 1), node);
        }
        return ALL_INPUTS.contains(proto.getOpType()) && all(inputs, node);
    }

    private boolean all(List<String> inputs, GraphNode node) {
        return inputs.stream().allMatch(input -> isProven(input) && !maybeAbsent.test(input, node));
    }

    private boolean isProven(String tensor) {
        return proven.contains(tensor)
                || ConstantValues.floats(graph, tensor)
                        .filter(values -> !values.isEmpty() && values.stream().allMatch(value -> Math.abs(value) == 1))
                        .isPresent();
    }
}

package dev.ddnn.model.cut;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.ddnn.model.graph.GraphNode;
import dev.ddnn.model.graph.ModelGraph;
import java.nio.ByteOrder;
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
                proven.addAll(
                        node.proto().getOpType().equals("MaxPool")
                                ? node.outputs().subList(0, 1)
                                : node.outputs());
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
        if (proto.getOpType().equals("Constant")) {
            return isConstant(proto);
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
                || graph.initializer(tensor).filter(SignProof::isPlusMinusOne).isPresent();
    }

    private static boolean isConstant(NodeProto node) {
        return node.getAttributeList().stream().allMatch(attribute -> switch (attribute.getName()) {
            case "value" -> isPlusMinusOne(attribute.getT());
            case "value_float" -> Math.abs(attribute.getF()) == 1;
            case "value_floats" ->
                attribute.getFloatsCount() > 0
                        && attribute.getFloatsList().stream().allMatch(f -> Math.abs(f) == 1);
            default -> false;
        });
    }

    private static boolean isPlusMinusOne(TensorProto tensor) {
        if (tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE) {
            return false;
        }
        if (tensor.hasRawData()) {
            var raw = tensor.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            var ok = raw.hasRemaining();
            while (raw.hasRemaining()) {
                ok &= Math.abs(raw.get()) == 1;
            }
            return ok;
        }
        return tensor.getFloatDataCount() > 0
                && tensor.getFloatDataList().stream().allMatch(f -> Math.abs(f) == 1);
    }
}

package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An initializer has as many values as its shape says: found here rather than by a pod that fails to load its section. */
final class DataCheck {
    private static final Map<Integer, Integer> BYTES = Map.ofEntries(
            Map.entry(DataType.FLOAT_VALUE, 4),
            Map.entry(DataType.UINT8_VALUE, 1),
            Map.entry(DataType.INT8_VALUE, 1),
            Map.entry(DataType.UINT16_VALUE, 2),
            Map.entry(DataType.INT16_VALUE, 2),
            Map.entry(DataType.INT32_VALUE, 4),
            Map.entry(DataType.INT64_VALUE, 8),
            Map.entry(DataType.BOOL_VALUE, 1),
            Map.entry(DataType.FLOAT16_VALUE, 2),
            Map.entry(DataType.DOUBLE_VALUE, 8),
            Map.entry(DataType.UINT32_VALUE, 4),
            Map.entry(DataType.UINT64_VALUE, 8),
            Map.entry(DataType.BFLOAT16_VALUE, 2));

    private DataCheck() {}

    static void check(ModelProto model, List<String> problems) {
        var wrong = new ArrayList<String>();
        NodeWalk.forEachGraph(model.getGraph(), graph -> graph.getInitializerList().stream()
                .filter(tensor -> !isWhole(tensor))
                .forEach(tensor -> wrong.add(tensor.getName())));
        if (!wrong.isEmpty()) {
            problems.add("initializers whose data does not fill their shape: %s".formatted(Quoted.some(wrong)));
        }
    }

    private static boolean isWhole(TensorProto tensor) {
        if (tensor.getDimsList().stream().anyMatch(dim -> dim < 0)) {
            return false;
        }
        // As floating point: an absurd shape must not overflow into a plausible one.
        var values =
                tensor.getDimsList().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        var bytes = BYTES.get(tensor.getDataType());
        if (tensor.getExternalDataCount() > 0 || bytes == null) {
            return true;
        }
        if (tensor.hasRawData()) {
            return tensor.getRawData().size() == values * bytes;
        }
        return switch (tensor.getDataType()) {
            case DataType.FLOAT_VALUE -> tensor.getFloatDataCount() == values;
            case DataType.INT64_VALUE -> tensor.getInt64DataCount() == values;
            case DataType.DOUBLE_VALUE -> tensor.getDoubleDataCount() == values;
            case DataType.UINT32_VALUE, DataType.UINT64_VALUE -> tensor.getUint64DataCount() == values;
            default -> tensor.getInt32DataCount() == values;
        };
    }
}

package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads small constants: initializers and Constant nodes of whole numbers or floats. */
public final class ConstantValues {
    private ConstantValues() {}

    /** Values of a constant of type INT64 or INT32; empty if the tensor is no such constant. */
    public static Optional<List<Long>> wholeNumbers(ModelGraph graph, String tensor) {
        return tensor(graph, tensor).flatMap(ConstantValues::wholeNumbers);
    }

    /** Values of a constant of type FLOAT; empty if the tensor is no such constant. */
    public static Optional<List<Float>> floats(ModelGraph graph, String tensor) {
        return tensor(graph, tensor).flatMap(ConstantValues::floats);
    }

    private static Optional<TensorProto> tensor(ModelGraph graph, String name) {
        var producer = graph.producer(name);
        if (producer == null) {
            return graph.initializer(name);
        }
        if (!producer.proto().getOpType().equals("Constant")) {
            return Optional.empty();
        }
        return producer.proto().getAttributeList().stream()
                .map(ConstantValues::tensor)
                .findFirst();
    }

    private static TensorProto tensor(AttributeProto attribute) {
        var tensor = TensorProto.newBuilder();
        return switch (attribute.getName()) {
            case "value" -> attribute.getT();
            case "value_float" ->
                tensor.setDataType(DataType.FLOAT_VALUE)
                        .addFloatData(attribute.getF())
                        .build();
            case "value_floats" ->
                tensor.setDataType(DataType.FLOAT_VALUE)
                        .addAllFloatData(attribute.getFloatsList())
                        .build();
            case "value_int" ->
                tensor.setDataType(DataType.INT64_VALUE)
                        .addInt64Data(attribute.getI())
                        .build();
            case "value_ints" ->
                tensor.setDataType(DataType.INT64_VALUE)
                        .addAllInt64Data(attribute.getIntsList())
                        .build();
            default -> tensor.build();
        };
    }

    private static Optional<List<Long>> wholeNumbers(TensorProto tensor) {
        var raw = raw(tensor);
        var values = new ArrayList<Long>();
        if (tensor.getDataType() == DataType.INT64_VALUE) {
            values.addAll(tensor.getInt64DataList());
            while (raw.remaining() >= Long.BYTES) {
                values.add(raw.getLong());
            }
            return Optional.of(values);
        }
        if (tensor.getDataType() == DataType.INT32_VALUE) {
            tensor.getInt32DataList().forEach(value -> values.add((long) value));
            while (raw.remaining() >= Integer.BYTES) {
                values.add((long) raw.getInt());
            }
            return Optional.of(values);
        }
        return Optional.empty();
    }

    private static Optional<List<Float>> floats(TensorProto tensor) {
        if (tensor.getDataType() != DataType.FLOAT_VALUE) {
            return Optional.empty();
        }
        var values = new ArrayList<>(tensor.getFloatDataList());
        var raw = raw(tensor);
        while (raw.remaining() >= Float.BYTES) {
            values.add(raw.getFloat());
        }
        return Optional.of(values);
    }

    private static ByteBuffer raw(TensorProto tensor) {
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}

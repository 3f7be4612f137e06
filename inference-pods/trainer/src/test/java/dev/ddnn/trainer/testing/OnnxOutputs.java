package dev.ddnn.trainer.testing;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes tensors inside a graph visible as outputs. */
public final class OnnxOutputs {

    private OnnxOutputs() {}

    /** The model with further outputs. */
    @SafeVarargs
    public static byte[] with(byte[] onnx, List<String>... names) {
        Set<String> wanted = Stream.of(names).flatMap(List::stream).collect(Collectors.toSet());
        ModelProto.Builder model = parse(onnx).toBuilder();
        GraphProto.Builder graph = model.getGraphBuilder();
        graph.getValueInfoList().stream()
                .filter(info -> wanted.remove(info.getName()))
                .toList()
                .forEach(graph::addOutput);
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException("not in the graph: " + wanted);
        }
        return model.build().toByteArray();
    }

    private static ModelProto parse(byte[] onnx) {
        try {
            return ModelProto.parseFrom(onnx);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("no ONNX model", e);
        }
    }
}

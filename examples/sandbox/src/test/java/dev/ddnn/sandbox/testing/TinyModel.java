package dev.ddnn.sandbox.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small model of one or several views of 14 x 10 pixels; with one view it has an exit at the device, as a fleet of equal cameras
 * has. Its weights are random, always the same; what it answers means nothing, but is the same wherever it runs.
 */
final class TinyModel {
    private static final int PIXELS = 140;
    private static final int FEATURES = 16;
    private static final int CLASSES = 10;
    private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
    private final Random random = new Random(1);

    private TinyModel() {}

    /** Writes the file. Its tensors: view0 and view0/features of +1 and -1, and so on; cloud/logits; device/logits. */
    static Path write(Path file, int views) throws IOException {
        TinyModel model = new TinyModel();
        model.constant("zero", new float[1]);
        model.constant("plus", new float[] {1});
        model.constant("minus", new float[] {-1});
        List<String> features = new ArrayList<>();
        for (int i = 0; i < views; i++) {
            features.add(model.view("view" + i));
        }
        model.node("Concat", "features", features, number("axis", 1));
        model.linear("features", "cloud/logits", views * FEATURES, CLASSES, 1);
        model.graph.addOutput(value("cloud/logits", FLOAT, List.of(CLASSES)));
        if (views == 1) {
            model.linear("view0/features", "device/logits", FEATURES, CLASSES, 0.5f);
            model.graph.addOutput(value("device/logits", FLOAT, List.of(CLASSES)));
        }
        byte[] bytes = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(model.graph)
                .build()
                .toByteArray();
        return Files.write(file, bytes);
    }

    private String view(String name) {
        String features = name + "/features";
        graph.addInput(value(name, TensorProto.DataType.UINT8.getNumber(), List.of(1, 14, 10)));
        node("Cast", name + "/pixels", List.of(name), number("to", FLOAT));
        node("Flatten", name + "/row", List.of(name + "/pixels"), number("axis", 1));
        linear(name + "/row", name + "/sums", PIXELS, FEATURES, 1);
        node("Greater", name + "/positive", List.of(name + "/sums", "zero"));
        node("Where", features, List.of(name + "/positive", "plus", "minus"));
        graph.addValueInfo(value(features, FLOAT, List.of(FEATURES)));
        return features;
    }

    private void linear(String from, String to, int rows, int columns, float scale) {
        float[] weights = new float[rows * columns];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = scale * (float) random.nextGaussian();
        }
        constant(to + "/weights", weights, rows, columns);
        node("MatMul", to, List.of(from, to + "/weights"));
    }

    private void constant(String name, float[] values, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        for (long dimension : shape.length == 0 ? new long[] {values.length} : shape) {
            tensor.addDims(dimension);
        }
        for (float one : values) {
            tensor.addFloatData(one);
        }
        graph.addInitializer(tensor);
    }

    private void node(String operator, String output, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setName(output)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
    }

    private static AttributeProto number(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static ValueInfoProto value(String name, int type, List<Integer> sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        sizes.forEach(
                size -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }
}

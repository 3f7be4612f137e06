package dev.ddnn.pod.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/** Writes small ONNX files, with a batch dimension before the one that is given. */
public final class TinyOnnx {
    private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
    private static final int UINT8 = TensorProto.DataType.UINT8.getNumber();
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");

    /** A float input. */
    public TinyOnnx input(String name, long size) {
        graph.addInput(value(name, FLOAT, size));
        return this;
    }

    /** An input as sensors give it. */
    public TinyOnnx bytes(String name, long size) {
        graph.addInput(value(name, UINT8, size));
        return this;
    }

    /** A float output. */
    public TinyOnnx output(String name, long size) {
        graph.addOutput(value(name, FLOAT, size));
        return this;
    }

    /** A constant. */
    public TinyOnnx constant(String name, float[] values, long... shape) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        for (long dimension : shape) {
            tensor.addDims(dimension);
        }
        for (float one : values) {
            tensor.addFloatData(one);
        }
        graph.addInitializer(tensor);
        return this;
    }

    /** A node with one output and no attributes. */
    public TinyOnnx node(String op, String output, String... inputs) {
        return add(NodeProto.newBuilder().setOpType(op), output, inputs);
    }

    /** A node with one integer attribute. */
    public TinyOnnx node(String op, String attribute, long number, String output, String... inputs) {
        var value = AttributeProto.newBuilder()
                .setName(attribute)
                .setType(AttributeProto.AttributeType.INT)
                .setI(number);
        return add(NodeProto.newBuilder().setOpType(op).addAttribute(value), output, inputs);
    }

    /** {@code output} is 1 where {@code input} is above the limit, and -1 elsewhere. */
    public TinyOnnx sign(String output, String input, float limit) {
        return constant(output + "/limit", new float[] {limit})
                .constant(output + "/one", new float[] {1})
                .constant(output + "/minus", new float[] {-1})
                .node("Greater", output + "/above", input, output + "/limit")
                .node("Where", output, output + "/above", output + "/one", output + "/minus");
    }

    private TinyOnnx add(NodeProto.Builder node, String output, String... inputs) {
        node.setName(output).addOutput(output);
        for (String input : inputs) {
            node.addInput(input);
        }
        graph.addNode(node);
        return this;
    }

    /** The file. */
    public byte[] write() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static ValueInfoProto value(String name, int type, long size) {
        var shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        var tensor = TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}

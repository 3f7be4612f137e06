package dev.ddnn.trainer.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the nodes of an ONNX graph in order of computation and writes type and shape of every tensor down, the batch
 * as {@code N}: whoever cuts the graph later needs no shape inference.
 */
final class OnnxGraph {

    private static final String BATCH = "N";

    private final GraphProto.Builder graph;
    private final Set<String> initializers = new HashSet<>();

    OnnxGraph(String name) {
        this.graph = GraphProto.newBuilder().setName(name);
    }

    /** Type and shape (without the batch) of a tensor. */
    record Port(TensorProto.DataType type, List<Integer> dims) {
        static Port floats(List<Integer> dims) {
            return new Port(TensorProto.DataType.FLOAT, dims);
        }
    }

    /** One node. */
    record Node(String operator, List<String> inputs, List<AttributeProto> attributes) {
        static Node of(String operator, String... inputs) {
            return new Node(operator, List.of(inputs), List.of());
        }

        Node with(AttributeProto attribute) {
            List<AttributeProto> more = new ArrayList<>(attributes);
            more.add(attribute);
            return new Node(operator, inputs, List.copyOf(more));
        }
    }

    String input(String name, Port port) {
        graph.addInput(valueInfo(name, port));
        return name;
    }

    /** Adds a node whose result stays inside the graph. */
    String add(String output, Port port, Node node) {
        add(List.of(output), node);
        graph.addValueInfo(valueInfo(output, port));
        return output;
    }

    /** Adds a node with several results of one shape that stay inside the graph. */
    void addAll(List<String> outputs, Port port, Node node) {
        add(outputs, node);
        outputs.forEach(output -> graph.addValueInfo(valueInfo(output, port)));
    }

    /** Adds a node whose result is an output of the graph. */
    void addOutput(String output, Port port, Node node) {
        add(List.of(output), node);
        graph.addOutput(valueInfo(output, port));
    }

    private void add(List<String> outputs, Node node) {
        graph.addNode(NodeProto.newBuilder()
                .setName(outputs.get(0))
                .setOpType(node.operator())
                .addAllInput(node.inputs())
                .addAllOutput(outputs)
                .addAllAttribute(node.attributes()));
    }

    /** A constant of float32; added once however often it is asked for, so that branches share weights by name. */
    String floats(String name, List<Integer> dims, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return initializer(name, TensorProto.DataType.FLOAT, dims, raw);
    }

    /** A constant vector of int64: axes of an operator. */
    String axes(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return initializer(name, TensorProto.DataType.INT64, List.of(values.length), raw);
    }

    private String initializer(String name, TensorProto.DataType type, List<Integer> dims, ByteBuffer raw) {
        if (initializers.add(name)) {
            TensorProto.Builder tensor = TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(type.getNumber())
                    .setRawData(ByteString.copyFrom(raw));
            dims.forEach(tensor::addDims);
            graph.addInitializer(tensor);
        }
        return name;
    }

    GraphProto build() {
        return graph.build();
    }

    private static ValueInfoProto valueInfo(String name, Port port) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
        port.dims()
                .forEach(d ->
                        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(d)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(port.type().getNumber())
                                .setShape(shape)))
                .build();
    }

    static AttributeProto ints(String name, List<Integer> values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        values.forEach(attribute::addInts);
        return attribute.build();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }
}

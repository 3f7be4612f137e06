package dev.ddnn.model.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.ddnn.model.graph.ModelLimits;
import dev.ddnn.model.graph.ModelRefusedException;
import dev.ddnn.model.graph.OnnxModel;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Writes small ONNX models for tests. A dimension of -1 becomes the batch dimension {@code N}. */
public final class GraphBuilder {
    public static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;
    public static final int UINT8 = TensorProto.DataType.UINT8_VALUE;

    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
    private long opset = 17;

    public GraphBuilder opset(long version) {
        opset = version;
        return this;
    }

    /** A float view; the batch dimension is put in front. */
    public GraphBuilder view(String name, long... dims) {
        graph.addInput(info(name, FLOAT, batched(dims)));
        return this;
    }

    /** Any graph input with the dimensions as given. */
    public GraphBuilder input(String name, int type, long... dims) {
        graph.addInput(info(name, type, dims));
        return this;
    }

    /** Declares a float tensor; the batch dimension is put in front. */
    public GraphBuilder shape(String name, long... dims) {
        graph.addValueInfo(info(name, FLOAT, batched(dims)));
        return this;
    }

    /** Declares any tensor with the dimensions as given. */
    public GraphBuilder declare(String name, int type, long... dims) {
        graph.addValueInfo(info(name, type, dims));
        return this;
    }

    /** Declares a float graph output; the batch dimension is put in front. */
    public GraphBuilder output(String name, long... dims) {
        graph.addOutput(info(name, FLOAT, batched(dims)));
        return this;
    }

    public GraphBuilder floats(String name, List<Long> dims, float... values) {
        graph.addInitializer(floatTensor(name, dims, values));
        return this;
    }

    public GraphBuilder longs(String name, long... values) {
        var tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(values.length);
        for (var value : values) {
            tensor.addInt64Data(value);
        }
        graph.addInitializer(tensor);
        return this;
    }

    /** A node with one output, named {@code n/OUTPUT}. */
    public GraphBuilder node(String op, String output, String... inputs) {
        return node(op, output, node -> {}, inputs);
    }

    public GraphBuilder node(String op, String output, Consumer<NodeProto.Builder> more, String... inputs) {
        var node = NodeProto.newBuilder()
                .setOpType(op)
                .setName("n/" + output)
                .addOutput(output)
                .addAllInput(List.of(inputs));
        more.accept(node);
        graph.addNode(node);
        return this;
    }

    public GraphBuilder metadata(String key, String value) {
        model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
        return this;
    }

    /** The last dimension of a view or declared tensor. */
    public long width(String name) {
        return Stream.concat(graph.getInputList().stream(), graph.getValueInfoList().stream())
                .filter(info -> info.getName().equals(name))
                .map(info -> info.getType().getTensorType().getShape())
                .mapToLong(shape -> shape.getDim(shape.getDimCount() - 1).getDimValue())
                .findFirst()
                .orElseThrow();
    }

    /** Reaches what has no word of its own here. */
    public GraphBuilder with(Consumer<GraphProto.Builder> change) {
        change.accept(graph);
        return this;
    }

    /** Reaches the model around the graph. */
    public GraphBuilder withModel(Consumer<ModelProto.Builder> change) {
        change.accept(model);
        return this;
    }

    public ModelProto proto() {
        var whole = model.clone().setGraph(graph);
        if (opset > 0) {
            whole.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
        }
        return whole.build();
    }

    public GraphProto graph() {
        return graph.build();
    }

    public byte[] bytes() {
        return proto().toByteArray();
    }

    public OnnxModel parse() throws ModelRefusedException {
        return OnnxModel.parse(bytes(), ModelLimits.BUNDLED);
    }

    public static Consumer<NodeProto.Builder> ints(String name, long... values) {
        var attribute = AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (var value : values) {
            attribute.addInts(value);
        }
        return node -> node.addAttribute(attribute);
    }

    public static Consumer<NodeProto.Builder> integer(String name, long value) {
        return node -> node.addAttribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value));
    }

    public static Consumer<NodeProto.Builder> body(String name, GraphProto nested) {
        return node -> node.addAttribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(nested));
    }

    public static TensorProto floatTensor(String name, List<Long> dims, float... values) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT).addAllDims(dims);
        for (var value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    public static ValueInfoProto info(String name, int type, long... dims) {
        var shape = TensorShapeProto.newBuilder();
        for (var dim : dims) {
            if (dim == -1) {
                shape.addDimBuilder().setDimParam("N");
            } else if (dim < -1) {
                shape.addDimBuilder();
            } else {
                shape.addDimBuilder().setDimValue(dim);
            }
        }
        var tensor = TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static long[] batched(long... dims) {
        var all = new long[dims.length + 1];
        all[0] = -1;
        System.arraycopy(dims, 0, all, 1, dims.length);
        return all;
    }
}

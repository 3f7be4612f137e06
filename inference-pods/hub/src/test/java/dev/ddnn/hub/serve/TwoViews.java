package dev.ddnn.hub.serve;

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
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutRequest.Exit;
import dev.ddnn.contract.cut.CutRequest.Output;
import dev.ddnn.contract.cut.CutRequest.Section;
import dev.ddnn.contract.cut.CutRequest.Source;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.model.codec.Encoding;
import java.util.List;

/** A model of two views that are joined, with an exit at the join and one above; each seed gives other weights. */
public final class TwoViews {
    private static final List<Section> SECTIONS = List.of(
            new Section("camera", List.of(new Output(List.of("view*/features"), Encoding.Float32)), null),
            new Section(
                    "gateway",
                    List.of(new Output(List.of("gateway/features"), Encoding.Float16)),
                    new Exit("gateway/logits", null)),
            new Section("cloud", List.of(), new Exit("cloud/logits", "1")));

    private final ModelProto.Builder model;

    private TwoViews(ModelProto.Builder model) {
        this.model = model;
    }

    /** With weights of its own for each seed. */
    public static TwoViews withWeights(int seed) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("two-views");
        for (int view = 0; view < 2; view++) {
            graph.addInput(floats("view" + view, 4))
                    .addNode(node("Relu", "view%d/features".formatted(view), "view" + view))
                    .addValueInfo(floats("view%d/features".formatted(view), 4));
        }
        graph.addNode(node("Concat", "joined", "view0/features", "view1/features")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(1)));
        graph.addNode(node("MatMul", "gateway/logits", "joined", "w0")).addInitializer(weights("w0", seed));
        graph.addNode(node("Relu", "gateway/features", "joined"));
        graph.addNode(node("MatMul", "cloud/logits", "gateway/features", "w1")).addInitializer(weights("w1", seed + 1));
        graph.addValueInfo(floats("joined", 8)).addValueInfo(floats("gateway/features", 8));
        graph.addOutput(floats("gateway/logits", 3)).addOutput(floats("cloud/logits", 3));
        return new TwoViews(ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey("ddnn.entropyBelow/gateway/logits")
                        .setValue("0.25"))
                .setGraph(graph));
    }

    TwoViews opset(long version) {
        model.getOpsetImportBuilder(0).setVersion(version);
        return this;
    }

    /** The ONNX file. */
    public byte[] bytes() {
        return model.build().toByteArray();
    }

    /** The cut into camera, gateway and cloud. */
    public static CutRequest request(String uri, byte[] model) {
        return new CutRequest(new Source(uri, Digest.of(model).hex()), SECTIONS);
    }

    private static NodeProto.Builder node(String op, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(op)
                .setName("n/" + output)
                .addOutput(output)
                .addAllInput(List.of(inputs));
    }

    private static TensorProto.Builder weights(String name, int seed) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(8)
                .addDims(3);
        for (int i = 0; i < 24; i++) {
            tensor.addFloatData(seed + i);
        }
        return tensor;
    }

    private static ValueInfoProto floats(String name, long width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam("N");
        shape.addDimBuilder().setDimValue(width);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }
}

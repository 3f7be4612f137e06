package dev.ddnn.trainer.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.ddnn.trainer.export.OnnxGraph.Node;
import dev.ddnn.trainer.export.OnnxGraph.Port;
import dev.ddnn.trainer.net.NetworkSpec;
import dev.ddnn.trainer.net.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Writes a network as one ONNX file: a part per view (scaling included, so that cameras send bytes), the gateway, the
 * cloud. Nothing in it depends on time or place: same weights and metadata, same bytes.
 */
public final class NetworkExport {

    /** Old enough for every runtime in use. */
    public static final int IR_VERSION = 8;
    /** The last operator set whose operators IR version 8 runtimes know. */
    public static final int OPSET = 17;

    private final NetworkSpec spec;
    private final OnnxGraph graph;
    private final LayerExport.Target inner;
    private final LayerExport.Target outer;

    private NetworkExport(NetworkSpec spec, Weights weights, String name) {
        this.spec = spec;
        this.graph = new OnnxGraph(name);
        this.inner = new LayerExport.Target(graph, weights, false);
        this.outer = new LayerExport.Target(graph, weights, true);
    }

    /**
     * Writes the file.
     *
     * @param name of the graph
     * @param metadata written into the file, by key
     * @return the file's bytes
     */
    public static byte[] toOnnx(NetworkSpec spec, Weights weights, String name, Map<String, String> metadata) {
        NetworkExport export = new NetworkExport(spec, weights, name);
        export.devices();
        export.gateway();
        export.cloud();
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("ddnn-trainer")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(export.graph.build());
        new TreeMap<>(metadata)
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    private void devices() {
        List<Integer> dims = spec.device().input().dims();
        for (int i = 0; i < views(); i++) {
            graph.input(TensorNames.view(i), new Port(TensorProto.DataType.UINT8, dims));
        }
        graph.input(TensorNames.PRESENT, Port.floats(List.of(views())));
        String scale = graph.floats("device/pixel-scale", List.of(), NetworkSpec.PIXEL_SCALE);
        for (int i = 0; i < views(); i++) {
            String view = TensorNames.view(i);
            String cast = graph.add(
                    view + "/cast",
                    Port.floats(dims),
                    Node.of("Cast", view).with(OnnxGraph.integer("to", TensorProto.DataType.FLOAT_VALUE)));
            String scaled = graph.add(view + "/scaled", Port.floats(dims), Node.of("Mul", cast, scale));
            LayerExport.write(spec.device(), view, scaled, TensorNames.features(i), inner);
        }
    }

    private void gateway() {
        List<String> masked = maskedFeatures();
        String map = map(masked);
        int mapWidth = spec.mapExit().input().elements();
        String flat = graph.add("gateway/map-flat", Port.floats(List.of(mapWidth)), Node.of("Flatten", map));
        String mapScores = LayerExport.write(spec.mapExit(), flat, "gateway/map-scores", inner);
        String meanScores = LayerExport.write(spec.meanExit(), mean(masked), "gateway/mean-scores", inner);
        graph.addOutput(
                TensorNames.GATEWAY_LOGITS,
                Port.floats(List.of(spec.classes())),
                Node.of("Add", mapScores, meanScores));
        LayerExport.write(spec.gateway(), "gateway", map, TensorNames.GATEWAY_FEATURES, inner);
    }

    /** Features of absent views become 0, whatever was fed for them. */
    private List<String> maskedFeatures() {
        List<String> present = names("gateway/present");
        graph.addAll(
                present,
                Port.floats(List.of(1)),
                Node.of("Split", TensorNames.PRESENT).with(OnnxGraph.integer("axis", 1)));
        String axes = graph.axes("gateway/map-axes", 2, 3);
        Port dims = Port.floats(spec.device().output().dims());
        List<String> masked = names("gateway/masked");
        for (int i = 0; i < views(); i++) {
            String factor = graph.add(
                    present.get(i) + "-map", Port.floats(List.of(1, 1, 1)), Node.of("Unsqueeze", present.get(i), axes));
            graph.add(masked.get(i), dims, Node.of("Mul", TensorNames.features(i), factor));
        }
        return masked;
    }

    /** Lays the views' maps out in their grid. */
    private String map(List<String> masked) {
        int columns = spec.grid().columns();
        List<Integer> all = spec.gateway().input().dims();
        Port row = Port.floats(List.of(all.get(0), spec.device().output().height(), all.get(2)));
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < spec.grid().rows(); i++) {
            List<String> inRow = masked.subList(i * columns, (i + 1) * columns);
            rows.add(graph.add("gateway/row" + i, row, concat(inRow, 3)));
        }
        return graph.add("gateway/map", Port.floats(all), concat(rows, 2));
    }

    private static Node concat(List<String> inputs, int axis) {
        return new Node("Concat", List.copyOf(inputs), List.of(OnnxGraph.integer("axis", axis)));
    }

    /** Mean over the views that are there. */
    private String mean(List<String> masked) {
        Port one = Port.floats(List.of(1));
        Port flat = Port.floats(List.of(spec.meanExit().input().elements()));
        String count = graph.add(
                "gateway/count",
                one,
                Node.of("ReduceSum", TensorNames.PRESENT, graph.axes("gateway/view-axis", 1))
                        .with(OnnxGraph.integer("keepdims", 1)));
        String atLeastOne = graph.add(
                "gateway/count-or-one", one, Node.of("Max", count, graph.floats("gateway/one", List.of(), 1)));
        String sum = graph.add(
                "gateway/sum", Port.floats(spec.device().output().dims()), new Node("Sum", masked, List.of()));
        String flatSum = graph.add("gateway/sum-flat", flat, Node.of("Flatten", sum));
        return graph.add("gateway/mean", flat, Node.of("Div", flatSum, atLeastOne));
    }

    private void cloud() {
        LayerExport.write(spec.cloud(), "cloud", TensorNames.GATEWAY_FEATURES, TensorNames.CLOUD_LOGITS, outer);
    }

    private int views() {
        return spec.grid().views();
    }

    private List<String> names(String prefix) {
        return IntStream.range(0, views()).mapToObj(i -> prefix + i).toList();
    }
}

package dev.ddnn.model.cut;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedOutputStream;
import dev.ddnn.model.graph.GraphNode;
import dev.ddnn.model.graph.ModelGraph;
import dev.ddnn.model.graph.OnnxModel;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a branch as an ONNX file of its own. Names, operator sets, the batch dimension's name and all that the model declares
 * of types and shapes are kept. No time, path or host gets in, and everything stands in the order of the model: equal cuts are
 * equal to the byte.
 */
final class BranchWriter {
    /** Since IR 4 an initializer need not be a graph input too. */
    private static final long LOWEST_IR = 4;

    private final OnnxModel model;
    private final ModelGraph graph;
    private final Dataflow dataflow;

    BranchWriter(OnnxModel model, Dataflow dataflow) {
        this.model = model;
        this.dataflow = dataflow;
        this.graph = model.graph();
    }

    /**
     * @param inputs tensors from below that the nodes use, in order
     * @param outputs tensors that the nodes make for others, in order
     */
    Written write(String section, String branch, List<GraphNode> own, List<String> inputs, List<String> outputs) {
        var nodes = CopiedNodes.with(graph, dataflow, own);
        var needs = new LinkedHashSet<String>();
        nodes.stream().forEach(index -> needs.addAll(graph.nodes().get(index).needs()));
        var usesPresent = needs.contains(OnnxModel.PRESENT) && graph.inputs().contains(OnnxModel.PRESENT);
        var result = GraphProto.newBuilder().setName(section + "/" + branch);
        inputs.forEach(name -> graph.valueInfo(name).ifPresent(result::addInput));
        if (usesPresent) {
            graph.valueInfo(OnnxModel.PRESENT).ifPresent(result::addInput);
        }
        outputs.forEach(name -> graph.valueInfo(name).ifPresent(result::addOutput));
        var leaving = Set.copyOf(outputs);
        nodes.stream().forEach(index -> addNode(result, graph.nodes().get(index), leaving));
        addInitializers(result, needs);
        return new Written(new OnnxFile(bytes(stamped(section, branch, result))), usesPresent);
    }

    private void addNode(GraphProto.Builder result, GraphNode node, Set<String> outputs) {
        result.addNode(node.proto());
        for (var output : node.outputs()) {
            if (!outputs.contains(output)) {
                graph.valueInfo(output).ifPresent(result::addValueInfo);
            }
        }
    }

    private void addInitializers(GraphProto.Builder result, Set<String> needs) {
        var whole = model.proto().getGraph();
        whole.getInitializerList().stream()
                .filter(tensor -> needs.contains(tensor.getName()))
                .forEach(result::addInitializer);
        whole.getSparseInitializerList().stream()
                .filter(tensor -> needs.contains(tensor.getValues().getName()))
                .forEach(result::addSparseInitializer);
    }

    private ModelProto stamped(String section, String branch, GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(Math.max(LOWEST_IR, model.irVersion()))
                .addAllOpsetImport(model.proto().getOpsetImportList())
                .setProducerName("ddnn")
                .setGraph(graph)
                .addMetadataProps(entry("ddnn.section", section))
                .addMetadataProps(entry("ddnn.branch", branch))
                .addMetadataProps(entry("ddnn.model", model.digest()))
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private static byte[] bytes(ModelProto proto) {
        var bytes = new byte[proto.getSerializedSize()];
        var output = CodedOutputStream.newInstance(bytes);
        output.useDeterministicSerialization();
        try {
            proto.writeTo(output);
        } catch (IOException e) {
            throw new IllegalStateException("an array of the announced size takes the whole message", e);
        }
        output.checkNoSpaceLeft();
        return bytes;
    }

    /**
     * @param file what was written
     * @param usesPresent whether {@code present} is among the file's inputs
     */
    record Written(OnnxFile file, boolean usesPresent) {}
}

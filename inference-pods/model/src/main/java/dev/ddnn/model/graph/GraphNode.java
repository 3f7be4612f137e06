package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A node of the top graph.
 *
 * @param index position in the file, which is a topological order
 * @param proto as written in the file
 * @param inputs names of the tensors it takes, without those left out
 * @param captured names that its nested graphs take from outside
 * @param outputs names of the tensors it makes, without those left out
 */
public record GraphNode(int index, NodeProto proto, List<String> inputs, Set<String> captured, List<String> outputs) {
    static GraphNode of(int index, NodeProto proto) {
        var captured = new LinkedHashSet<String>();
        nestedGraphs(proto).forEach(graph -> capture(graph, new Scope(null), captured));
        return new GraphNode(index, proto, present(proto.getInputList()), captured, present(proto.getOutputList()));
    }

    /** All tensors that must exist before the node can run. */
    public List<String> needs() {
        var needs = new LinkedHashSet<>(inputs);
        needs.addAll(captured);
        return List.copyOf(needs);
    }

    /** {@code Conv `conv1`}: how messages name the node. */
    public String title() {
        return title(proto);
    }

    static String title(NodeProto proto) {
        if (!proto.getName().isEmpty()) {
            return proto.getOpType() + " " + Quoted.one(proto.getName());
        }
        var outputs = present(proto.getOutputList());
        return proto.getOpType() + (outputs.isEmpty() ? "" : " making " + Quoted.one(outputs.get(0)));
    }

    static List<String> present(List<String> names) {
        return names.stream().filter(name -> !name.isEmpty()).toList();
    }

    static List<GraphProto> nestedGraphs(NodeProto node) {
        var graphs = new ArrayList<GraphProto>();
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG()) {
                graphs.add(attribute.getG());
            }
            graphs.addAll(attribute.getGraphsList());
        }
        return graphs;
    }

    private static void capture(GraphProto graph, Scope scope, Set<String> captured) {
        scope.addInputs(graph);
        for (var node : graph.getNodeList()) {
            node.getInputList().stream()
                    .filter(name -> !name.isEmpty() && !scope.knows(name))
                    .forEach(captured::add);
            nestedGraphs(node).forEach(nested -> capture(nested, new Scope(scope), captured));
            node.getOutputList().forEach(scope::add);
        }
        graph.getOutputList().stream()
                .map(output -> output.getName())
                .filter(name -> !scope.knows(name))
                .forEach(captured::add);
    }
}

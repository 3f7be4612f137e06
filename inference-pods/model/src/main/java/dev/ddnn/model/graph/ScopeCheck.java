package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every tensor has one maker and is made before it is used, in nested graphs too. */
final class ScopeCheck {
    private final Set<String> twice = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> late = new LinkedHashSet<>();

    private ScopeCheck() {}

    static void check(GraphProto graph, List<String> problems) {
        var check = new ScopeCheck();
        check.graph(graph, Set.of());
        if (!check.twice.isEmpty()) {
            problems.add("tensors with more than one maker: %s; each name must be made once"
                    .formatted(Quoted.some(check.twice)));
        }
        if (!check.unknown.isEmpty()) {
            problems.add("tensors that nothing makes: %s".formatted(Quoted.some(check.unknown)));
        }
        if (!check.late.isEmpty()) {
            var cycle = Cycle.find(graph);
            problems.add(
                    cycle.isEmpty()
                            ? "tensors used before they are made: %s; nodes must stand in topological order"
                                    .formatted(Quoted.some(check.late))
                            : "the graph has a cycle through the tensors %s".formatted(Quoted.some(cycle)));
        }
    }

    private void graph(GraphProto graph, Set<String> outer) {
        var known = new HashSet<>(outer);
        declareInputs(graph, known);
        var later = makers(graph);
        for (var node : graph.getNodeList()) {
            for (var name : GraphNode.present(node.getInputList())) {
                use(name, known, later);
            }
            GraphNode.nestedGraphs(node).forEach(nested -> graph(nested, known));
            GraphNode.present(node.getOutputList()).forEach(name -> declare(name, known));
        }
        graph.getOutputList().forEach(output -> use(output.getName(), known, later));
    }

    private void declareInputs(GraphProto graph, Set<String> known) {
        var inputs = new HashSet<String>();
        for (var input : graph.getInputList()) {
            declare(input.getName(), known);
            inputs.add(input.getName());
        }
        // An initializer may carry the name of an input, whose default it then is.
        graph.getInitializerList().forEach(tensor -> declareData(tensor.getName(), inputs, known));
        graph.getSparseInitializerList()
                .forEach(sparse -> declareData(sparse.getValues().getName(), inputs, known));
    }

    private void declareData(String name, Set<String> inputs, Set<String> known) {
        if (!inputs.remove(name)) {
            declare(name, known);
        }
    }

    private void declare(String name, Set<String> known) {
        if (!known.add(name)) {
            twice.add(name);
        }
    }

    private void use(String name, Set<String> known, Map<String, NodeProto> later) {
        if (!known.contains(name)) {
            (later.containsKey(name) ? late : unknown).add(name);
        }
    }

    private static Map<String, NodeProto> makers(GraphProto graph) {
        var makers = new HashMap<String, NodeProto>();
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(name -> makers.put(name, node)));
        return makers;
    }
}

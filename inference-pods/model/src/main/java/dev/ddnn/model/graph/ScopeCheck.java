package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every tensor has one maker and is made before it is used, in nested graphs too. */
final class ScopeCheck {
    private final Set<String> twice = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> late = new LinkedHashSet<>();

    private ScopeCheck() {}

    static void check(GraphProto graph, List<String> problems) {
        var check = new ScopeCheck();
        check.graph(graph, new Scope(null));
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

    private void graph(GraphProto graph, Scope scope) {
        declareInputs(graph, scope);
        var makers = makers(graph);
        for (var node : graph.getNodeList()) {
            for (var name : GraphNode.present(node.getInputList())) {
                use(name, scope, makers);
            }
            GraphNode.nestedGraphs(node).forEach(nested -> graph(nested, new Scope(scope)));
            GraphNode.present(node.getOutputList()).forEach(name -> declare(name, scope));
        }
        graph.getOutputList().forEach(output -> use(output.getName(), scope, makers));
    }

    private void declareInputs(GraphProto graph, Scope scope) {
        var inputs = new HashSet<String>();
        for (var input : graph.getInputList()) {
            declare(input.getName(), scope);
            inputs.add(input.getName());
        }
        // An initializer may carry the name of an input, whose default it then is.
        graph.getInitializerList().forEach(tensor -> declareData(tensor.getName(), inputs, scope));
        graph.getSparseInitializerList()
                .forEach(sparse -> declareData(sparse.getValues().getName(), inputs, scope));
    }

    private void declareData(String name, Set<String> inputs, Scope scope) {
        if (!inputs.remove(name)) {
            declare(name, scope);
        }
    }

    private void declare(String name, Scope scope) {
        if (!scope.add(name)) {
            twice.add(name);
        }
    }

    private void use(String name, Scope scope, Set<String> makers) {
        if (!scope.knows(name)) {
            (makers.contains(name) ? late : unknown).add(name);
        }
    }

    private static Set<String> makers(GraphProto graph) {
        var makers = new HashSet<String>();
        graph.getNodeList().forEach(node -> makers.addAll(node.getOutputList()));
        return makers;
    }
}

package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Tells a graph that is merely out of order from one that bites its tail. */
final class Cycle {
    private Cycle() {}

    /** Tensors that wait for themselves, in file order; empty if some order of the nodes works. */
    static List<String> find(GraphProto graph) {
        var nodes = new ArrayList<GraphNode>();
        var makers = new HashMap<String, GraphNode>();
        for (var proto : graph.getNodeList()) {
            var node = GraphNode.of(nodes.size(), proto);
            nodes.add(node);
            node.outputs().forEach(name -> makers.put(name, node));
        }
        // Peeled from both sides: what waits for nobody, then what nobody waits for. What is left stands in cycles.
        var left = peel(nodes, edges(nodes, makers, false));
        left = peel(left, edges(left, makers, true));
        return left.stream().flatMap(node -> node.outputs().stream()).toList();
    }

    private static Map<GraphNode, List<GraphNode>> edges(
            List<GraphNode> nodes, Map<String, GraphNode> makers, boolean upwards) {
        var members = new HashSet<>(nodes);
        var edges = new HashMap<GraphNode, List<GraphNode>>();
        for (var node : nodes) {
            for (var need : node.needs()) {
                var maker = makers.get(need);
                if (maker != null && members.contains(maker)) {
                    edges.computeIfAbsent(upwards ? node : maker, k -> new ArrayList<>())
                            .add(upwards ? maker : node);
                }
            }
        }
        return edges;
    }

    private static List<GraphNode> peel(List<GraphNode> nodes, Map<GraphNode, List<GraphNode>> next) {
        var waits = new HashMap<GraphNode, Integer>();
        next.values().forEach(targets -> targets.forEach(target -> waits.merge(target, 1, Integer::sum)));
        var free = new ArrayDeque<GraphNode>();
        nodes.stream().filter(node -> !waits.containsKey(node)).forEach(free::add);
        var peeled = new HashSet<GraphNode>();
        while (!free.isEmpty()) {
            var node = free.remove();
            peeled.add(node);
            for (var target : next.getOrDefault(node, List.of())) {
                if (waits.merge(target, -1, Integer::sum) == 0) {
                    free.add(target);
                }
            }
        }
        return nodes.stream().filter(node -> !peeled.contains(node)).toList();
    }
}

package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How many nodes there are, and that none of them draws lots: equal samples must give equal answers. */
final class NodeCheck {
    private static final Set<String> RANDOM = Set.of(
            "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli");

    private NodeCheck() {}

    static void check(ModelProto model, ModelLimits limits, List<String> problems) {
        var nodes = new ArrayList<NodeProto>();
        NodeWalk.forEach(model.getGraph(), nodes::add);
        if (model.getGraph().getNodeCount() == 0) {
            problems.add("the graph has no nodes");
        }
        if (nodes.size() > limits.maxNodes()) {
            problems.add("the graph has %d nodes, at most %d are allowed".formatted(nodes.size(), limits.maxNodes()));
        }
        var random = nodes.stream()
                .filter(node -> RANDOM.contains(node.getOpType()))
                .map(GraphNode::title)
                .toList();
        if (!random.isEmpty()) {
            problems.add("%s draws random numbers%s: equal samples must give equal answers"
                    .formatted(random.get(0), random.size() > 1 ? ", as do " + (random.size() - 1) + " more" : ""));
        }
    }
}

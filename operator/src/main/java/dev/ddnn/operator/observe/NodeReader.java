package dev.ddnn.operator.observe;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.NodeLabelSelector;
import dev.ddnn.operator.plan.Observed;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads nodes as pools see them. */
public final class NodeReader {
    private NodeReader() {}

    /** The nodes that a pool selects, ordered by name. A pool without labels selects none. */
    public static List<Observed.Node> selected(@Nullable DDNNNodePoolSpec pool, List<Node> nodes) {
        Map<String, String> labels = labels(pool);
        return nodes.stream()
                .filter(node -> !labels.isEmpty() && labelsOf(node).entrySet().containsAll(labels.entrySet()))
                .map(NodeReader::read)
                .sorted(Comparator.comparing(Observed.Node::name))
                .toList();
    }

    /** What of a node can matter to a pool: two nodes with the same facts are the same to us. */
    public static Observed.Node read(Node node) {
        var status = node.getStatus();
        boolean ready = status != null
                && status.getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
        boolean cordoned =
                node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
        return new Observed.Node(node.getMetadata().getName(), ready, cordoned);
    }

    /** The node's labels. */
    public static Map<String, String> labelsOf(Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private static Map<String, String> labels(@Nullable DDNNNodePoolSpec pool) {
        var nodes = pool == null ? null : pool.nodes();
        NodeLabelSelector selector = nodes == null ? null : nodes.selector();
        var labels = selector == null ? null : selector.matchLabels();
        return labels == null ? Map.of() : labels;
    }
}

package dev.ddnn.operator.plan;

import dev.ddnn.api.kubeedge.KubeEdgeLabels;
import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.NodesSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By which labels a pool knows its nodes. */
public final class PoolLabels {
    private PoolLabels() {}

    /** All that a node of the pool carries; empty: no node belongs to it. */
    public static Map<String, String> of(@Nullable DDNNNodePoolSpec pool) {
        NodesSpec nodes = pool == null ? null : pool.nodes();
        if (nodes == null) {
            return Map.of();
        }
        if (nodes.kubeEdgeNodeGroup() != null) {
            return Map.of(KubeEdgeLabels.BELONGING_TO, nodes.kubeEdgeNodeGroup());
        }
        var labels = nodes.selector() == null ? null : nodes.selector().matchLabels();
        return labels == null ? Map.of() : labels;
    }
}

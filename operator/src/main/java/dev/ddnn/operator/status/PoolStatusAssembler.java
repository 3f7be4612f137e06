package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.DDNNNodePoolStatus;
import dev.ddnn.api.v1alpha1.NodeCounts;
import dev.ddnn.operator.plan.Observed.Node;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assembles the status of a pool: how many of its nodes are there. */
public final class PoolStatusAssembler {
    private PoolStatusAssembler() {}

    /**
     * @param before as last written; absent: never
     * @param nodes that the pool selects
     */
    public static DDNNNodePoolStatus assemble(
            @Nullable DDNNNodePoolStatus before, long generation, List<Node> nodes, Instant now) {
        int ready = (int) nodes.stream().filter(Node::ready).count();
        String summary = ready + "/" + nodes.size();
        var conditions = new Conditions(before == null ? null : before.conditions(), generation, now);
        if (nodes.isEmpty()) {
            conditions.isFalse(
                    ConditionType.Ready,
                    Reason.NoNodeSelected,
                    "no node carries the labels of `spec.nodes.selector`. Label nodes, or correct the selector.");
        } else if (ready == 0) {
            conditions.isFalse(ConditionType.Ready, Reason.NoNodeReady, "none of " + nodes.size() + " nodes is ready");
        } else {
            conditions.isTrue(ConditionType.Ready, Reason.NodesReady, summary + " nodes are ready");
        }
        return new DDNNNodePoolStatus(generation, conditions.merged(), new NodeCounts(ready, nodes.size()), summary);
    }
}

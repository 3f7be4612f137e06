package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.DDNNNodePoolStatus;
import dev.ddnn.api.v1alpha1.FailedMember;
import dev.ddnn.api.v1alpha1.Limits;
import dev.ddnn.api.v1alpha1.NodeCounts;
import dev.ddnn.api.v1alpha1.OfflineNode;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Obstacle;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.ObservedPool;
import dev.ddnn.operator.plan.ObservedPool.Overlap;
import dev.ddnn.operator.plan.PoolLabels;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Assembles the status of a pool: which of its nodes are there, what they have, and what runs on them. */
public final class PoolStatusAssembler {
    /** So many items of a list are named in a sentence or a column. */
    private static final int NAMED = 3;

    private PoolStatusAssembler() {}

    /**
     * @param before as last written; absent: never
     */
    public static DDNNNodePoolStatus assemble(
            @Nullable DDNNNodePoolStatus before, long generation, ObservedPool observed, Instant now) {
        List<Node> nodes = observed.pool().nodes();
        List<Node> ready = nodes.stream().filter(Node::ready).toList();
        List<OfflineNode> offline = offline(nodes);
        String summary = ready.size() + "/" + nodes.size();
        var conditions = new Conditions(before == null ? null : before.conditions(), generation, now);
        readiness(conditions, observed, ready.size());
        if (!observed.overlaps().isEmpty()) {
            conditions.isTrue(ConditionType.Overlapping, Reason.PoolsOverlap, overlapping(observed.overlaps()));
        }
        return new DDNNNodePoolStatus(
                generation,
                conditions.merged(),
                new NodeCounts(ready.size(), nodes.size()),
                PoolResources.sum(ready),
                listed(offline),
                listed(shortened(observed.failedMembers())),
                listed(observed.workloads()),
                summary,
                brief(offline, node -> node.name() + since(node)),
                brief(
                        observed.workloads(),
                        workload -> workload.namespace() + "/" + workload.ddnn() + "/" + workload.section() + " "
                                + workload.pods()));
    }

    private static void readiness(Conditions conditions, ObservedPool observed, int ready) {
        Pool pool = observed.pool();
        String group = "NodeGroup '" + pool.nodeGroup() + "'";
        String failed = failed(group, observed.failedMembers());
        int total = pool.nodes().size();
        if (pool.obstacles().contains(Obstacle.KubeEdgeMissing)) {
            conditions.isFalse(
                    ConditionType.Ready,
                    Reason.KubeEdgeMissing,
                    "`spec.nodes.kubeEdgeNodeGroup` names " + group
                            + ", and the cluster does not serve NodeGroups (apps.kubeedge.io/v1alpha1)."
                            + " Install KubeEdge, or use `spec.nodes.selector`.");
        } else if (pool.obstacles().contains(Obstacle.NodeGroupMissing)) {
            conditions.isFalse(
                    ConditionType.Ready,
                    Reason.NodeGroupMissing,
                    "`spec.nodes.kubeEdgeNodeGroup` names " + group
                            + ", which does not exist. Create the group, or correct the name.");
        } else if (total == 0) {
            conditions.isFalse(ConditionType.Ready, Reason.NoNodeSelected, empty(pool, group) + failed);
        } else if (ready == 0) {
            conditions.isFalse(
                    ConditionType.Ready, Reason.NoNodeReady, "none of " + total + " nodes is ready" + failed);
        } else {
            conditions.isTrue(
                    ConditionType.Ready, Reason.NodesReady, ready + "/" + total + " nodes are ready" + failed);
        }
    }

    private static String empty(Pool pool, String group) {
        return pool.nodeGroup() == null
                ? "no node carries the labels " + text(pool) + " of `spec.nodes.selector`."
                        + " Label nodes, or correct the selector."
                : group + " has no node: none carries the label " + text(pool)
                        + ", which KubeEdge gives to its members. Look at the group's status, and whether KubeEdge's"
                        + " controller manager runs.";
    }

    private static String text(Pool pool) {
        return PoolLabels.of(pool.spec()).entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String failed(String group, List<FailedMember> failed) {
        return failed.isEmpty()
                ? ""
                : "; " + group + " could not get "
                        + brief(
                                failed,
                                member -> "'" + member.name() + "'"
                                        + (member.reason() == null ? "" : " (" + member.reason() + ")"));
    }

    private static String overlapping(List<Overlap> overlaps) {
        return overlaps.stream()
                        .map(overlap -> "pool '" + overlap.pool() + "' has nodes of this one too: "
                                + brief(overlap.nodes(), node -> "'" + node + "'"))
                        .collect(Collectors.joining("; "))
                + ". Pods of both may meet there. If that is not meant, correct `spec.nodes` of one of them.";
    }

    private static List<OfflineNode> offline(List<Node> nodes) {
        return nodes.stream()
                .filter(node -> !node.ready())
                .sorted(Comparator.comparing(Node::offlineSince, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Node::name))
                .map(node -> new OfflineNode(
                        node.name(),
                        node.offlineSince() == null
                                ? null
                                : node.offlineSince()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()))
                .toList();
    }

    private static String since(OfflineNode node) {
        return node.since() == null ? "" : " since " + node.since().substring(0, "2026-01-31T10:12".length()) + "Z";
    }

    /** The words are those of somebody else. */
    private static List<FailedMember> shortened(List<FailedMember> failed) {
        return failed.stream()
                .map(member -> new FailedMember(
                        member.name(), member.reason() == null ? null : Conditions.shortened(member.reason())))
                .toList();
    }

    private static <T> @Nullable List<T> listed(List<T> all) {
        return all.isEmpty() ? null : all.stream().limit(Limits.LISTED).toList();
    }

    private static <T> @Nullable String brief(List<T> all, Function<T, String> text) {
        if (all.isEmpty()) {
            return null;
        }
        String named = all.stream().limit(NAMED).map(text).collect(Collectors.joining(", "));
        return Conditions.shortened(
                named + (all.size() > NAMED ? ", and " + (all.size() - NAMED) + " more" : ""), Limits.SUMMARY);
    }
}

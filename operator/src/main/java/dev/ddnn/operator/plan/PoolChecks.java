package dev.ddnn.operator.plan;

import dev.ddnn.api.v1alpha1.NamespacesSpec;
import dev.ddnn.operator.plan.DDNNPlan.Cause;
import dev.ddnn.operator.plan.DDNNPlan.Wait;
import dev.ddnn.operator.plan.Observed.Obstacle;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.validate.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands between a DDNN and the pools that its sections name; everything at once. */
final class PoolChecks {
    private final Observed observed;
    private final List<Violation> forbidden = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    private PoolChecks(Observed observed) {
        this.observed = observed;
    }

    static PoolChecks of(Intent intent, Observed observed) {
        var checks = new PoolChecks(observed);
        for (int i = 0; i < intent.sections().size(); i++) {
            checks.check(
                    "spec.sections[" + i + "].poolRef.name",
                    intent.sections().get(i).pool());
        }
        return checks;
    }

    /** Pools that the namespace may not use. */
    List<Violation> forbidden() {
        return List.copyOf(forbidden);
    }

    /** Pools that are not there yet, or without nodes. */
    List<Wait> waits() {
        return List.copyOf(waits);
    }

    private void check(String field, String name) {
        Optional<Pool> pool = observed.pool(name);
        if (pool.isEmpty()) {
            waits.add(new Wait(
                    Cause.Pool,
                    "`" + field + "` must name a DDNNNodePool; found '" + name
                            + "', which does not exist yet. Create the pool, or correct the name."));
            return;
        }
        if (pool.get().obstacles().contains(Obstacle.NamespaceForbidden)) {
            forbidden.add(Violation.of(
                    field,
                    "name a pool that namespace '" + observed.ddnn().namespace() + "' may use",
                    name + "', which is for namespaces with the labels '" + wanted(pool.get()),
                    "Label the namespace, or choose another pool."));
        }
        wait(pool.get()).ifPresent(waits::add);
    }

    private static Optional<Wait> wait(Pool pool) {
        String from = "pool '" + pool.name() + "' takes its nodes from the NodeGroup '" + pool.nodeGroup() + "'";
        if (pool.obstacles().contains(Obstacle.KubeEdgeMissing)) {
            return Optional.of(new Wait(
                    Cause.KubeEdge,
                    from + ", and the cluster does not serve NodeGroups (apps.kubeedge.io/v1alpha1)."
                            + " Install KubeEdge, or give the pool a `spec.nodes.selector`."));
        }
        if (pool.obstacles().contains(Obstacle.NodeGroupMissing)) {
            return Optional.of(new Wait(
                    Cause.NodeGroup,
                    from + ", which does not exist. Create the group, or correct the pool's"
                            + " `spec.nodes.kubeEdgeNodeGroup`."));
        }
        return pool.nodes().isEmpty()
                ? Optional.of(new Wait(
                        Cause.PoolNodes,
                        "pool '" + pool.name() + "' has no nodes: none carries the labels "
                                + text(PoolLabels.of(pool.spec()))
                                + ". Label nodes, or correct the pool's `spec.nodes`."))
                : Optional.empty();
    }

    private static String wanted(Pool pool) {
        NamespacesSpec namespaces = pool.spec().namespaces();
        var selector = namespaces == null ? null : namespaces.selector();
        return text(selector == null || selector.matchLabels() == null ? Map.of() : selector.matchLabels());
    }

    private static String text(Map<String, String> labels) {
        return labels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
    }
}

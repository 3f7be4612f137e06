package dev.ddnn.operator.plan;

import dev.ddnn.api.kubeedge.KubeEdgeLabels;
import dev.ddnn.api.v1alpha1.OfflinePolicy;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.Observed.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which taints the pods of a pool put up with, counted as Kubernetes counts. */
public final class PoolTolerations {
    private static final String EXISTS = "Exists";

    private PoolTolerations() {}

    /**
     * What the pool says, the taint that many give to edge nodes, and, where nodes are often away and come back, what keeps pods bound to
     * them without limit.
     */
    public static List<Toleration> of(Pool pool) {
        var tolerations = new ArrayList<>(declared(pool));
        if (pool.spec().tier() != Tier.Cloud) {
            add(tolerations, KubeEdgeLabels.EDGE_ROLE, "NoSchedule");
        }
        if (pool.offline() == OfflinePolicy.Tolerate) {
            add(tolerations, "node.kubernetes.io/not-ready", "NoExecute");
            add(tolerations, "node.kubernetes.io/unreachable", "NoExecute");
        }
        return tolerations;
    }

    /** Whether new pods of the pool may be put on that node, as far as its taints go. */
    public static boolean admits(Pool pool, Node node) {
        return missing(pool, node).isEmpty();
    }

    /** Which taints keep new pods of the pool from that node. */
    public static Refusal refusal(Pool pool, Node node) {
        List<Taint> missing = missing(pool, node);
        String taints = missing.stream().map(taint -> "'" + taint.text() + "'").collect(Collectors.joining(", "));
        List<Toleration> declared = declared(pool);
        String has = declared.isEmpty()
                ? "has no `tolerations`"
                : "has the `tolerations` "
                        + declared.stream().map(PoolTolerations::text).collect(Collectors.joining(", "));
        return new Refusal(node.name(), taints, "pool '" + pool.name() + "' " + has);
    }

    private static List<Taint> missing(Pool pool, Node node) {
        List<Toleration> tolerations = of(pool);
        return node.taints().stream()
                .filter(taint -> tolerations.stream().noneMatch(toleration -> tolerates(toleration, taint)))
                .toList();
    }

    /** An absent effect stands for all, and so does an absent key; an absent operator is Equal. */
    private static boolean tolerates(Toleration toleration, Taint taint) {
        if (!isEmpty(toleration.getEffect()) && !toleration.getEffect().equals(taint.effect())) {
            return false;
        }
        if (!isEmpty(toleration.getKey()) && !toleration.getKey().equals(taint.key())) {
            return false;
        }
        return EXISTS.equals(toleration.getOperator())
                || (isEqual(toleration)
                        && Objects.requireNonNullElse(toleration.getValue(), "")
                                .equals(Objects.requireNonNullElse(taint.value(), "")));
    }

    private static boolean isEqual(Toleration toleration) {
        return isEmpty(toleration.getOperator()) || "Equal".equals(toleration.getOperator());
    }

    private static String text(Toleration toleration) {
        String key = isEmpty(toleration.getKey()) ? "*" : toleration.getKey();
        String value = isEmpty(toleration.getValue()) ? "" : "=" + toleration.getValue();
        return "'" + key + value + (isEmpty(toleration.getEffect()) ? "" : ":" + toleration.getEffect()) + "'";
    }

    private static List<Toleration> declared(Pool pool) {
        var declared = pool.spec().tolerations();
        return declared == null ? List.of() : declared;
    }

    private static void add(List<Toleration> tolerations, String taint, String effect) {
        Toleration toleration = new TolerationBuilder()
                .withKey(taint)
                .withOperator(EXISTS)
                .withEffect(effect)
                .build();
        if (!tolerations.contains(toleration)) {
            tolerations.add(toleration);
        }
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}

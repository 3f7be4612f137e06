package dev.ddnn.operator.apply;

import dev.ddnn.operator.desired.RevisionObject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What ResourceQuotas of a namespace would refuse of objects that are to be made, all together: the API server looks at one object at a
 * time, and half of them are of no use. Pods are not looked at: who makes them is told by the API server itself.
 */
public final class NativeQuotas {
    private static final Map<String, List<String>> COUNTED = Map.of(
            "ConfigMap",
            List.of("configmaps", "count/configmaps"),
            "Service",
            List.of("services", "count/services"),
            "Deployment",
            List.of("count/deployments.apps"),
            "DaemonSet",
            List.of("count/daemonsets.apps"),
            RevisionObject.KIND,
            List.of("count/ddnnrevisions.ddnn.dev"));

    private NativeQuotas() {}

    /** One sentence per quota, in the API server's words; empty: there is room. */
    public static List<String> refusals(List<ResourceQuota> quotas, List<HasMetadata> made) {
        SortedMap<String, BigDecimal> requested = new TreeMap<>();
        made.stream()
                .flatMap(object -> COUNTED.getOrDefault(object.getKind(), List.of()).stream())
                .forEach(resource -> requested.merge(resource, BigDecimal.ONE, BigDecimal::add));
        return quotas.stream()
                .filter(NativeQuotas::countsObjects)
                .map(quota -> refusal(quota, requested))
                .filter(Objects::nonNull)
                .toList();
    }

    /** One with a scope counts pods alone. */
    private static boolean countsObjects(ResourceQuota quota) {
        return quota.getSpec() != null
                && quota.getSpec().getScopes().isEmpty()
                && quota.getSpec().getScopeSelector() == null;
    }

    private static @Nullable String refusal(ResourceQuota quota, SortedMap<String, BigDecimal> requested) {
        var status = quota.getStatus();
        Map<String, Quantity> hard = status == null ? Map.of() : orNone(status.getHard());
        Map<String, Quantity> used = status == null ? Map.of() : orNone(status.getUsed());
        String name = quota.getMetadata().getName();
        var unknown = new ArrayList<String>();
        var asked = new ArrayList<String>();
        var had = new ArrayList<String>();
        var limits = new ArrayList<String>();
        requested.forEach((resource, count) -> {
            if (!orNone(quota.getSpec().getHard()).containsKey(resource)) {
                return;
            }
            Quantity limit = hard.get(resource);
            Quantity taken = used.get(resource);
            if (limit == null || taken == null) {
                unknown.add(resource);
            } else if (amount(taken).add(count).compareTo(amount(limit)) > 0) {
                asked.add(resource + "=" + count);
                had.add(resource + "=" + taken);
                limits.add(resource + "=" + limit);
            }
        });
        if (!asked.isEmpty()) {
            return "exceeded quota: " + name + ", requested: " + String.join(",", asked) + ", used: "
                    + String.join(",", had) + ", limited: " + String.join(",", limits);
        }
        return unknown.isEmpty()
                ? null
                : "status unknown for quota: " + name + ", resources: " + String.join(",", unknown);
    }

    private static Map<String, Quantity> orNone(@Nullable Map<String, Quantity> amounts) {
        return amounts == null ? Map.of() : amounts;
    }

    private static BigDecimal amount(Quantity quantity) {
        return quantity.getNumericalAmount();
    }
}

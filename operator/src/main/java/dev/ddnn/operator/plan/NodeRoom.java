package dev.ddnn.operator.plan;

import dev.ddnn.operator.plan.Observed.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What nodes have left for pods of ours, while branches are put on them. Of what does not belong to a DDNN nothing is known: the
 * scheduler has the last word.
 */
final class NodeRoom {
    private final Map<String, Map<String, BigDecimal>> used = new HashMap<>();
    private final Map<String, Set<Integer>> ports = new HashMap<>();

    /** Takes what a pod needs from a node. */
    void take(String node, Map<String, Quantity> requests, @Nullable Integer port) {
        var amounts = used.computeIfAbsent(node, name -> new HashMap<>());
        requests.forEach((resource, amount) -> amounts.merge(resource, amount.getNumericalAmount(), BigDecimal::add));
        if (port != null) {
            ports.computeIfAbsent(node, name -> new HashSet<>()).add(port);
        }
    }

    boolean isPortFree(String node, @Nullable Integer port) {
        return port == null || !ports.getOrDefault(node, Set.of()).contains(port);
    }

    boolean fits(Node node, Map<String, Quantity> requests) {
        return share(node, requests) >= 1;
    }

    /** How much of what is needed is there, of the resource that is scarcest: 1 or more if it fits. */
    double share(Node node, Map<String, Quantity> requests) {
        return requests.entrySet().stream()
                .filter(entry -> entry.getValue().getNumericalAmount().signum() > 0)
                .mapToDouble(entry -> left(node, entry.getKey()).doubleValue()
                        / entry.getValue().getNumericalAmount().doubleValue())
                .min()
                .orElse(Double.MAX_VALUE);
    }

    /** What is left of a resource; a node that says nothing of what it has takes all. */
    BigDecimal left(Node node, String resource) {
        if (node.allocatable().isEmpty()) {
            return BigDecimal.valueOf(Long.MAX_VALUE);
        }
        Quantity all = node.allocatable().get(resource);
        BigDecimal taken = used.getOrDefault(node.name(), Map.of()).getOrDefault(resource, BigDecimal.ZERO);
        return (all == null ? BigDecimal.ZERO : all.getNumericalAmount()).subtract(taken);
    }
}

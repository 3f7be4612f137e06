package dev.ddnn.operator.observe;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Taint;
import dev.ddnn.operator.plan.PoolLabels;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads nodes as pools see them. */
public final class NodeReader {
    private static final Set<String> EFFECTS = Set.of("NoSchedule", "NoExecute");
    private static final String KUBERNETES = "node.kubernetes.io/";
    private static final String OUT_OF_SERVICE = KUBERNETES + "out-of-service";

    /** Those that say what readiness says too. */
    private static final Set<String> OF_READINESS = Set.of(KUBERNETES + "not-ready", KUBERNETES + "unreachable");

    private NodeReader() {}

    /** The nodes that belong to a pool, ordered by name. A pool without labels has none. */
    public static List<Observed.Node> selected(@Nullable DDNNNodePoolSpec pool, List<Node> nodes) {
        Map<String, String> labels = PoolLabels.of(pool);
        return nodes.stream()
                .filter(node -> !labels.isEmpty() && labelsOf(node).entrySet().containsAll(labels.entrySet()))
                .map(NodeReader::read)
                .sorted(Comparator.comparing(Observed.Node::name))
                .toList();
    }

    /** Names of the nodes that are ready. */
    static Set<String> ready(List<Node> nodes) {
        return nodes.stream()
                .map(NodeReader::read)
                .filter(Observed.Node::ready)
                .map(Observed.Node::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What of a node can matter to a pool: two nodes with the same facts are the same to us. */
    public static Observed.Node read(Node node) {
        Optional<NodeCondition> condition = readiness(node);
        boolean ready =
                condition.filter(found -> "True".equals(found.getStatus())).isPresent();
        boolean cordoned = node.getSpec() != null
                && (Boolean.TRUE.equals(node.getSpec().getUnschedulable())
                        || taints(node)
                                .anyMatch(taint -> isOfKubernetes(taint) && !OF_READINESS.contains(taint.key())));
        var allocatable = node.getStatus() == null ? null : node.getStatus().getAllocatable();
        return new Observed.Node(
                node.getMetadata().getName(),
                ready,
                cordoned,
                allocatable == null ? Map.of() : allocatable,
                ready
                        ? null
                        : condition
                                .map(NodeCondition::getLastTransitionTime)
                                .map(Instant::parse)
                                .orElse(null),
                taints(node).filter(taint -> !isOfKubernetes(taint)).toList());
    }

    private static Stream<Taint> taints(Node node) {
        return node.getSpec() == null
                ? Stream.empty()
                : node.getSpec().getTaints().stream()
                        .filter(taint -> EFFECTS.contains(taint.getEffect()))
                        .map(taint -> new Taint(taint.getKey(), taint.getValue(), taint.getEffect()))
                        .sorted(Comparator.comparing(Taint::text));
    }

    /** Not ready, cordoned, short of memory or disk: all of it comes and goes by itself. Out of service is an administrator's word. */
    private static boolean isOfKubernetes(Taint taint) {
        return taint.key().startsWith(KUBERNETES) && !taint.key().equals(OUT_OF_SERVICE);
    }

    private static Optional<NodeCondition> readiness(Node node) {
        return node.getStatus() == null
                ? Optional.empty()
                : node.getStatus().getConditions().stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .findFirst();
    }

    /** The node's labels. */
    public static Map<String, String> labelsOf(Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }
}

package dev.ddnn.operator.observe;

import dev.ddnn.api.kubeedge.NodeGroup;
import dev.ddnn.api.kubeedge.NodeGroupStatus;
import dev.ddnn.api.kubeedge.NodeGroupStatus.NodeStatus;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.FailedMember;
import dev.ddnn.api.v1alpha1.PoolWorkload;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.ObservedPool;
import dev.ddnn.operator.plan.ObservedPool.Overlap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads all that the status of a pool tells. */
public final class PoolObserver {
    private PoolObserver() {}

    /** Looks at the world of one pool. */
    public static ObservedPool observe(DDNNNodePool pool, PoolView view) {
        List<Node> nodes = view.nodes();
        Pool read = PoolReader.read(pool, nodes, view.nodeGroups());
        Set<String> members = read.nodes().stream().map(Observed.Node::name).collect(Collectors.toSet());
        return new ObservedPool(
                read, failed(read, view.nodeGroups()), overlaps(read, members, view), workloads(members, view));
    }

    private static List<FailedMember> failed(Pool pool, NodeGroups groups) {
        var failed = new TreeMap<String, FailedMember>();
        Optional.ofNullable(pool.nodeGroup())
                .flatMap(groups::group)
                .map(NodeGroup::getStatus)
                .map(NodeGroupStatus::nodeStatuses)
                .orElse(List.of())
                .stream()
                .filter(status -> NodeGroupStatus.FAILED.equals(status.selectionStatus()))
                .filter(status ->
                        status.nodeName() != null && !status.nodeName().isEmpty())
                .forEach(status -> failed.put(status.nodeName(), new FailedMember(status.nodeName(), reason(status))));
        return List.copyOf(failed.values());
    }

    private static @Nullable String reason(NodeStatus status) {
        String reason = status.selectionStatusReason();
        return reason == null || reason.isBlank() ? null : reason;
    }

    private static List<Overlap> overlaps(Pool pool, Set<String> members, PoolView view) {
        return view.pools().stream()
                .filter(other -> !pool.name().equals(other.getMetadata().getName()))
                .map(other -> new Overlap(
                        other.getMetadata().getName(),
                        NodeReader.selected(other.getSpec(), view.nodes()).stream()
                                .map(Observed.Node::name)
                                .filter(members::contains)
                                .toList()))
                .filter(overlap -> !overlap.nodes().isEmpty())
                .sorted(Comparator.comparing(Overlap::pool))
                .toList();
    }

    private static List<PoolWorkload> workloads(Set<String> members, PoolView view) {
        Map<List<String>, Long> counts = view.pods().stream()
                .filter(pod -> runsOn(members, pod))
                .collect(Collectors.groupingBy(
                        PoolObserver::section,
                        () -> new TreeMap<>(Comparator.comparing(key -> String.join("/", key))),
                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> new PoolWorkload(
                        count.getKey().get(0),
                        count.getKey().get(1),
                        count.getKey().get(2),
                        count.getValue().intValue()))
                .toList();
    }

    private static boolean runsOn(Set<String> members, Pod pod) {
        var labels = pod.getMetadata().getLabels();
        String node = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return node != null
                && members.contains(node)
                && labels != null
                && !labels.getOrDefault(Labels.DDNN, "").isEmpty()
                && !labels.getOrDefault(Labels.SECTION, "").isEmpty()
                && !"Failed".equals(phase)
                && !"Succeeded".equals(phase);
    }

    private static List<String> section(Pod pod) {
        var labels = pod.getMetadata().getLabels();
        return List.of(pod.getMetadata().getNamespace(), labels.get(Labels.DDNN), labels.get(Labels.SECTION));
    }
}

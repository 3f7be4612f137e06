package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.operator.config.WatchedNamespaces;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.observe.NodeGroups;
import dev.ddnn.operator.observe.PoolView;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What wakes the reconciler of pools, and at the same time what it sees: nodes and their groups, pods of DDNNs, and the other pools,
 * which may have the same nodes.
 */
final class PoolEventSources implements PoolView {
    private final EventSourceContext<DDNNNodePool> context;
    private final InformerEventSource<Node, DDNNNodePool> nodes;
    private final InformerEventSource<Pod, DDNNNodePool> pods;
    private final InformerEventSource<DDNNNodePool, DDNNNodePool> pools;
    private final NodeGroupWatch nodeGroups;
    private final NodeGroupSource<DDNNNodePool> nodeGroupChanges;

    PoolEventSources(EventSourceContext<DDNNNodePool> context, WatchedNamespaces watched, NodeGroupWatch nodeGroups) {
        this.context = context;
        nodes = new NewsSource<>(
                InformerEventSourceConfiguration.from(Node.class, DDNNNodePool.class)
                        .withName("nodes")
                        .withSecondaryToPrimaryMapper(node -> everyone())
                        .withOnUpdateFilter(EventSources.NodeChange::matters),
                context);
        pods = new NewsSource<>(
                InformerEventSourceConfiguration.from(Pod.class, DDNNNodePool.class)
                        .withName("pods")
                        .withNamespaces(watched.names().isEmpty() ? Constants.WATCH_ALL_NAMESPACE_SET : watched.names())
                        .withLabelSelector(Labels.SELECT_ALL)
                        .withSecondaryToPrimaryMapper(pod -> everyone())
                        .withOnUpdateFilter(PoolEventSources::hasMoved),
                context);
        pools = new NewsSource<>(
                InformerEventSourceConfiguration.from(DDNNNodePool.class, DDNNNodePool.class)
                        .withName("pools")
                        .withSecondaryToPrimaryMapper(pool -> everyone())
                        .withOnUpdateFilter((pool, before) -> !Objects.equals(pool.getSpec(), before.getSpec())),
                context);
        this.nodeGroups = nodeGroups;
        nodeGroupChanges = new NodeGroupSource<>(nodeGroups, this::everyone);
    }

    List<EventSource<?, DDNNNodePool>> all() {
        return List.of(nodes, pods, pools, nodeGroupChanges);
    }

    @Override
    public List<DDNNNodePool> pools() {
        return pools.list(pool -> true).toList();
    }

    @Override
    public List<Node> nodes() {
        return nodes.list(node -> true).toList();
    }

    @Override
    public NodeGroups nodeGroups() {
        return nodeGroups;
    }

    @Override
    public List<Pod> pods() {
        return pods.list(pod -> true).toList();
    }

    private Set<ResourceID> everyone() {
        return context.getPrimaryCache().list().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private static boolean hasMoved(Pod pod, Pod before) {
        return !Objects.equals(pod.getSpec().getNodeName(), before.getSpec().getNodeName())
                || !Objects.equals(
                        pod.getStatus().getPhase(), before.getStatus().getPhase());
    }
}

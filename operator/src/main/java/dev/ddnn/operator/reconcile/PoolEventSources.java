package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.operator.observe.NodeGroups;
import dev.ddnn.operator.observe.PoolView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * What wakes the reconciler of pools, and at the same time what it sees: nodes and their groups, pods of DDNNs, and the other pools,
 * which may have the same nodes.
 */
final class PoolEventSources implements PoolView {
    private final EventSourceContext<DDNNNodePool> context;
    private final SharedView<Node, DDNNNodePool> nodes;
    private final SharedView<Pod, DDNNNodePool> pods;
    private final SharedView<DDNNNodePool, DDNNNodePool> pools;
    private final NodeGroupWatch nodeGroups;
    private final NodeGroupSource<DDNNNodePool> nodeGroupChanges;
    private final PrimarySource<DDNNNodePool> primaries;

    PoolEventSources(EventSourceContext<DDNNNodePool> context, Informers informers) {
        this.context = context;
        nodes = view(Node.class, informers.nodes, EventSources.NodeChange::matters);
        pods = view(Pod.class, informers.pods, PoolEventSources::hasMoved);
        pools = view(
                DDNNNodePool.class,
                informers.pools,
                (pool, before) -> !Objects.equals(pool.getSpec(), before.getSpec()));
        nodeGroups = informers.nodeGroups;
        nodeGroupChanges = new NodeGroupSource<>(nodeGroups, this::everyone);
        primaries = new PrimarySource<>(informers.pools, context);
    }

    List<EventSource<?, DDNNNodePool>> all() {
        return List.of(nodes, pods, pools, nodeGroupChanges, primaries);
    }

    @Override
    public List<DDNNNodePool> pools() {
        return pools.list();
    }

    @Override
    public List<Node> nodes() {
        return nodes.list();
    }

    @Override
    public NodeGroups nodeGroups() {
        return nodeGroups;
    }

    @Override
    public List<Pod> pods() {
        return pods.list();
    }

    /** Each of these may matter to every pool. */
    private <R extends HasMetadata> SharedView<R, DDNNNodePool> view(
            Class<R> type, Shared<R> shared, BiPredicate<R, R> matters) {
        var patience =
                context.getControllerConfiguration().getConfigurationService().cacheSyncTimeout();
        return new SharedView<>(type, shared, changed -> everyone(), matters, patience);
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

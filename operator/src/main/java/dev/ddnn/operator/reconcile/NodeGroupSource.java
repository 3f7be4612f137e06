package dev.ddnn.operator.reconcile;

import dev.ddnn.api.kubeedge.NodeGroup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.function.Supplier;

/** Wakes one reconciler when a NodeGroup changes, while that reconciler runs. */
final class NodeGroupSource<P extends HasMetadata> extends AbstractEventSource<NodeGroup, P> {
    private final NodeGroupWatch groups;
    private final Supplier<Set<ResourceID>> dependents;
    private final Runnable listener = this::tell;

    /**
     * @param dependents who is told of every change
     */
    NodeGroupSource(NodeGroupWatch groups, Supplier<Set<ResourceID>> dependents) {
        super(NodeGroup.class, "node-groups");
        this.groups = groups;
        this.dependents = dependents;
    }

    @Override
    public void start() {
        if (!isRunning()) {
            super.start();
            groups.add(listener);
        }
    }

    @Override
    public void stop() {
        super.stop();
        groups.remove(listener);
    }

    @Override
    public Set<NodeGroup> getSecondaryResources(P primary) {
        return Set.of();
    }

    private void tell() {
        if (isRunning()) {
            dependents.get().forEach(id -> getEventHandler().handleEvent(new Event(id)));
        }
    }
}

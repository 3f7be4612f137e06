package dev.ddnn.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSourceStartPriority;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;

/**
 * Passes on what a reconciler's own watch tells it of the kind that it reconciles. It wakes nobody by itself. What that reconciler writes
 * through the framework is not told here, since the framework keeps it from the reconciler: whoever writes it has to tell.
 */
final class PrimarySource<P extends HasMetadata> extends AbstractEventSource<P, P> implements ResourceEventAware<P> {
    private final Shared<P> shared;
    private final EventSourceContext<P> context;

    PrimarySource(Shared<P> shared, EventSourceContext<P> context) {
        super(context.getPrimaryResourceClass(), "primaries");
        this.shared = shared;
        this.context = context;
        // Others of this reconciler's sources may wait for it.
        setEventSourcePriority(EventSourceStartPriority.RESOURCE_STATE_LOADER);
    }

    /** The framework starts its own watch before all others. */
    @Override
    public void start() {
        if (!isRunning()) {
            super.start();
            shared.open(context.getPrimaryCache());
        }
    }

    @Override
    public void stop() {
        shared.close();
        super.stop();
    }

    @Override
    public Set<P> getSecondaryResources(P primary) {
        return Set.of();
    }

    @Override
    public void onResourceCreated(P resource) {
        shared.added(resource);
    }

    @Override
    public void onResourceUpdated(P resource, P before) {
        shared.updated(before, resource);
    }

    @Override
    public void onResourceDeleted(P resource) {
        shared.deleted(resource, false);
    }
}

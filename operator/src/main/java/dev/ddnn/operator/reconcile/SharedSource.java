package dev.ddnn.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Wakes one reconciler by what another one watches, while that reconciler runs. */
class SharedSource<R extends HasMetadata, P extends HasMetadata> extends AbstractEventSource<R, P>
        implements ResourceEventHandler<R> {
    private final Shared<R> shared;
    private final Function<R, Set<ResourceID>> dependents;
    private final BiPredicate<R, R> matters;

    /**
     * @param dependents who is told of a change
     * @param matters whether the object of now differs from the one before in what they look at
     */
    SharedSource(Class<R> type, Shared<R> shared, Function<R, Set<ResourceID>> dependents, BiPredicate<R, R> matters) {
        super(type, "shared-" + HasMetadata.getPlural(type));
        this.shared = shared;
        this.dependents = dependents;
        this.matters = matters;
    }

    @Override
    public void start() {
        if (!isRunning()) {
            super.start();
            shared.add(this);
        }
    }

    @Override
    public void stop() {
        super.stop();
        shared.remove(this);
    }

    @Override
    public Set<R> getSecondaryResources(P primary) {
        return Set.of();
    }

    @Override
    public void onAdd(R object) {
        wake(object);
    }

    @Override
    public void onUpdate(R before, R object) {
        if (matters.test(object, before)) {
            wake(object);
        }
    }

    @Override
    public void onDelete(R object, boolean unseenAtLast) {
        wake(object);
    }

    private void wake(R object) {
        if (isRunning()) {
            dependents.apply(object).forEach(id -> getEventHandler().handleEvent(new Event(id)));
        }
    }
}

package dev.ddnn.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Set;

/**
 * Something that DDNNs, pools or quotas depend on. It wakes them by what they have not seen yet. What belongs to which is found by our own
 * index or by looking through all, so the framework keeps none.
 */
class NewsSource<R extends HasMetadata, P extends HasMetadata> extends InformerEventSource<R, P> {
    private final Newcomers<R> newcomers;
    private final Shared<R> shared;

    /** Whatever is new wakes; nobody shares it. */
    NewsSource(InformerEventSourceConfiguration.Builder<R> configuration, EventSourceContext<P> context) {
        this(configuration, new Newcomers<>(object -> true), new Shared<>("objects"), context);
    }

    /** Whatever is new wakes, and whoever shares it is told too. */
    NewsSource(
            InformerEventSourceConfiguration.Builder<R> configuration,
            Shared<R> shared,
            EventSourceContext<P> context) {
        this(configuration, new Newcomers<>(object -> true), shared, context);
    }

    NewsSource(
            InformerEventSourceConfiguration.Builder<R> configuration,
            Newcomers<R> newcomers,
            Shared<R> shared,
            EventSourceContext<P> context) {
        super(
                configuration
                        .withOnAddFilter(newcomers)
                        .withPrimaryToSecondaryMapper(primary -> Set.of())
                        .build(),
                context);
        this.newcomers = newcomers;
        this.shared = shared;
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            super.start();
        } catch (RuntimeException e) {
            shared.failed(e);
            throw e;
        }
        newcomers.listed(list(object -> true));
        shared.open(this);
    }

    @Override
    public synchronized void stop() {
        shared.close();
        super.stop();
    }

    @Override
    public void onAdd(R object) {
        super.onAdd(object);
        shared.added(object);
    }

    @Override
    public void onUpdate(R before, R object) {
        super.onUpdate(before, object);
        shared.updated(before, object);
    }

    @Override
    public synchronized void onDelete(R object, boolean deletedFinalStateUnknown) {
        super.onDelete(object, deletedFinalStateUnknown);
        shared.deleted(object, deletedFinalStateUnknown);
    }
}

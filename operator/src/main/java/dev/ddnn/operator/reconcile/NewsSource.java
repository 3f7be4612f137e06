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

    /** Whatever is new wakes. */
    NewsSource(InformerEventSourceConfiguration.Builder<R> configuration, EventSourceContext<P> context) {
        this(configuration, new Newcomers<>(object -> true), context);
    }

    NewsSource(
            InformerEventSourceConfiguration.Builder<R> configuration,
            Newcomers<R> newcomers,
            EventSourceContext<P> context) {
        super(
                configuration
                        .withOnAddFilter(newcomers)
                        .withPrimaryToSecondaryMapper(primary -> Set.of())
                        .build(),
                context);
        this.newcomers = newcomers;
    }

    @Override
    public synchronized void start() {
        super.start();
        newcomers.listed(list(object -> true));
    }
}

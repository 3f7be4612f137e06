package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Set;

/**
 * Something that DDNNs depend on. It wakes them by what they have not seen yet. What belongs to which DDNN is found by our own index or by
 * looking through all, so the framework keeps none.
 */
class NewsSource<R extends HasMetadata> extends InformerEventSource<R, DDNN> {
    private final Newcomers<R> newcomers;

    NewsSource(
            InformerEventSourceConfiguration.Builder<R> configuration,
            Newcomers<R> newcomers,
            EventSourceContext<DDNN> context) {
        super(
                configuration
                        .withOnAddFilter(newcomers)
                        .withPrimaryToSecondaryMapper(ddnn -> Set.of())
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

package dev.ddnn.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** The same for a reconciler that also looks at what another one watches: it does not begin before all of that is there. */
final class SharedView<R extends HasMetadata, P extends HasMetadata> extends SharedSource<R, P> {
    private final Shared<R> shared;
    private final Duration patience;

    /**
     * @param patience how long the other reconciler may take
     */
    SharedView(
            Class<R> type,
            Shared<R> shared,
            Function<R, Set<ResourceID>> dependents,
            BiPredicate<R, R> matters,
            Duration patience) {
        super(type, shared, dependents, matters);
        this.shared = shared;
        this.patience = patience;
    }

    @Override
    public void start() {
        super.start();
        shared.await(patience);
    }

    List<R> list() {
        return shared.objects().list(object -> true).toList();
    }
}

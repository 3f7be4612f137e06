package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.observe.PoolObserver;
import dev.ddnn.operator.status.PoolStatusAssembler;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the status of a pool: which of its nodes are there, what they have, and what runs on them. */
@ControllerConfiguration(
        name = "ddnnnodepool",
        // Whatever namespaces the operator is told to watch: pools are in none.
        informer = @Informer(namespaces = Constants.WATCH_ALL_NAMESPACES),
        fieldManager = Labels.MANAGER,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 2, timeUnit = TimeUnit.MINUTES))
// What runs on a pool changes with each pod, and each status wakes whoever watches pools: a burst is told once a
// second.
@RateLimited(maxReconciliations = 1, within = 1)
@GradualRetry(maxAttempts = -1, initialInterval = 500, intervalMultiplier = 2, maxInterval = 60_000)
public class DDNNNodePoolReconciler implements Reconciler<DDNNNodePool> {
    private final Informers informers;
    private final Clock clock;
    private @Nullable PoolEventSources sources;

    /** @param informers the same that the reconciler of DDNNs has */
    public DDNNNodePoolReconciler(Informers informers, Clock clock) {
        this.informers = informers;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, DDNNNodePool>> prepareEventSources(EventSourceContext<DDNNNodePool> context) {
        var prepared = new PoolEventSources(context, informers);
        sources = prepared;
        return prepared.all();
    }

    @Override
    public UpdateControl<DDNNNodePool> reconcile(DDNNNodePool pool, Context<DDNNNodePool> context) {
        var view = Objects.requireNonNull(sources, "prepared before the first visit");
        var status = PoolStatusAssembler.assemble(
                pool.getStatus(),
                pool.getMetadata().getGeneration(),
                PoolObserver.observe(pool, view),
                clock.instant());
        if (status.equals(pool.getStatus())) {
            return UpdateControl.noUpdate();
        }
        var patch = new DDNNNodePool();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(pool.getMetadata().getName())
                .withResourceVersion(pool.getMetadata().getResourceVersion())
                .build());
        patch.setStatus(status);
        return UpdateControl.patchStatus(patch);
    }
}

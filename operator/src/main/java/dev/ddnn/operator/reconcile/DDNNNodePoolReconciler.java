package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.observe.NodeReader;
import dev.ddnn.operator.status.PoolStatusAssembler;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the status of a pool: how many of the nodes that it selects are ready. */
@ControllerConfiguration(
        name = "ddnnnodepool",
        fieldManager = Labels.MANAGER,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 2, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 500, intervalMultiplier = 2, maxInterval = 60_000)
public class DDNNNodePoolReconciler implements Reconciler<DDNNNodePool> {
    private final Clock clock;
    private @Nullable InformerEventSource<Node, DDNNNodePool> nodes;

    public DDNNNodePoolReconciler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, DDNNNodePool>> prepareEventSources(EventSourceContext<DDNNNodePool> context) {
        var prepared = new InformerEventSource<Node, DDNNNodePool>(
                InformerEventSourceConfiguration.from(Node.class, DDNNNodePool.class)
                        .withName("nodes")
                        .withSecondaryToPrimaryMapper(node -> context.getPrimaryCache()
                                .list()
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .withOnUpdateFilter(EventSources.NodeChange::matters)
                        .build(),
                context);
        nodes = prepared;
        return List.of(prepared);
    }

    @Override
    public UpdateControl<DDNNNodePool> reconcile(DDNNNodePool pool, Context<DDNNNodePool> context) {
        var known = Objects.requireNonNull(nodes, "prepared before the first visit");
        var selected =
                NodeReader.selected(pool.getSpec(), known.list(node -> true).toList());
        var status = PoolStatusAssembler.assemble(
                pool.getStatus(), pool.getMetadata().getGeneration(), selected, clock.instant());
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

package dev.ddnn.operator.reconcile;

import dev.ddnn.api.kubeedge.NodeGroup;
import dev.ddnn.operator.observe.NodeGroups;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NodeGroups, in a cluster that may get or lose them at any time: there is an informer while the cluster serves them, and whether it
 * does is asked on a timer. An informer of a kind that is not served would keep the operator from starting.
 */
final class NodeGroupSource<P extends HasMetadata> extends AbstractEventSource<NodeGroup, P> implements NodeGroups {
    /** How long it takes at most to notice that KubeEdge was installed. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(NodeGroupSource.class);

    private final KubernetesClient client;
    private final Supplier<Set<ResourceID>> dependents;
    private @Nullable ScheduledExecutorService timer;
    private volatile @Nullable SharedIndexInformer<NodeGroup> informer;

    /**
     * @param dependents who is told of every change
     */
    NodeGroupSource(KubernetesClient client, Supplier<Set<ResourceID>> dependents) {
        super(NodeGroup.class, "node-groups");
        this.client = client;
        this.dependents = dependents;
    }

    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        super.start();
        look();
        var started = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "node-groups");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        super.stop();
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
        close();
    }

    @Override
    public Set<NodeGroup> getSecondaryResources(P primary) {
        return Set.of();
    }

    @Override
    public boolean isServed() {
        return informer != null;
    }

    @Override
    public Optional<NodeGroup> group(String name) {
        SharedIndexInformer<NodeGroup> current = informer;
        return current == null
                ? Optional.empty()
                : Optional.ofNullable(current.getStore().getByKey(name));
    }

    /** Never throws: a timer whose task throws is silent for ever. */
    private void look() {
        try {
            boolean served = client.supports(NodeGroup.class);
            if (served && informer == null) {
                open();
            } else if (!served && informer != null) {
                LOG.info("the cluster does not serve NodeGroups any more");
                close();
                tell();
            }
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            LOG.warn("NodeGroups cannot be read now; asked again in {} s", PAUSE.toSeconds(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open() throws ExecutionException, TimeoutException, InterruptedException {
        SharedIndexInformer<NodeGroup> opened = client.resources(NodeGroup.class)
                .runnableInformer(0)
                .exceptionHandler((started, error) -> started)
                .addEventHandler(new Changes());
        try {
            opened.start().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            opened.stop();
            throw e;
        }
        LOG.info("the cluster serves NodeGroups");
        informer = opened;
        tell();
    }

    private void close() {
        SharedIndexInformer<NodeGroup> current = informer;
        informer = null;
        if (current != null) {
            current.stop();
        }
    }

    private void tell() {
        if (isRunning()) {
            dependents.get().forEach(id -> getEventHandler().handleEvent(new Event(id)));
        }
    }

    private final class Changes implements ResourceEventHandler<NodeGroup> {
        @Override
        public void onAdd(NodeGroup group) {
            tell();
        }

        @Override
        public void onUpdate(NodeGroup before, NodeGroup group) {
            if (!Objects.equals(before.getSpec(), group.getSpec())
                    || !Objects.equals(before.getStatus(), group.getStatus())) {
                tell();
            }
        }

        @Override
        public void onDelete(NodeGroup group, boolean stateUnknown) {
            tell();
        }
    }
}

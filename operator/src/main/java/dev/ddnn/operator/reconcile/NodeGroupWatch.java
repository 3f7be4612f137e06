package dev.ddnn.operator.reconcile;

import dev.ddnn.api.kubeedge.NodeGroup;
import dev.ddnn.operator.observe.NodeGroups;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NodeGroups, in a cluster that may get or lose them at any time: there is an informer while the cluster serves them and somebody
 * listens, and whether it does is asked on a timer. An informer of a kind that is not served would keep the operator from starting.
 */
@Singleton
public final class NodeGroupWatch implements NodeGroups {
    /** How long it takes at most to notice that KubeEdge was installed. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(NodeGroupWatch.class);

    private final KubernetesClient client;
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private @Nullable ScheduledExecutorService timer;
    private volatile @Nullable SharedIndexInformer<NodeGroup> informer;

    public NodeGroupWatch(KubernetesClient client) {
        this.client = client;
    }

    /** Tells of every change from now on. What the cluster serves now is known when this returns. */
    synchronized void add(Runnable listener) {
        listeners.add(listener);
        if (timer != null) {
            return;
        }
        look();
        var started = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "node-groups");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        timer = started;
    }

    /** Ends {@link #add}; without listeners nothing is watched. */
    synchronized void remove(Runnable listener) {
        listeners.remove(listener);
        if (listeners.isEmpty() && timer != null) {
            timer.shutdownNow();
            timer = null;
            close();
        }
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
            LOG.warn("NodeGroups cannot be read now; asked again in {} s: {}", PAUSE.toSeconds(), e.toString());
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
        if (listeners.isEmpty()) {
            close();
        }
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
        listeners.forEach(Runnable::run);
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

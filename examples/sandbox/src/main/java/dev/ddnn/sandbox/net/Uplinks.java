package dev.ddnn.sandbox.net;

import dev.ddnn.api.kubeedge.KubeEdgeLabels;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.Durations;
import dev.ddnn.api.v1alpha1.NodesSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Gives each node's uplink the delay and rate that its pool declares, as long as the pool is there. */
public final class Uplinks implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Uplinks.class.getName());

    private final Topology topology;
    private final SharedIndexInformer<DDNNNodePool> pools;
    private final SharedIndexInformer<Node> nodes;

    /** Begins to watch; the type must be known to the API server. */
    public Uplinks(KubernetesClient client, Topology topology) {
        this.topology = topology;
        pools = client.resources(DDNNNodePool.class).runnableInformer(0);
        nodes = client.nodes().runnableInformer(0);
        pools.addEventHandler(new Shape<>());
        nodes.addEventHandler(new Shape<>());
        pools.run();
        nodes.run();
    }

    /** Pools and labels of nodes change rarely, so any change leads to all. */
    private final class Shape<T extends HasMetadata> implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T added) {
            shape();
        }

        @Override
        public void onUpdate(T before, T after) {
            if (!labels(before.getMetadata()).equals(labels(after.getMetadata()))
                    || !Objects.equals(
                            before.getMetadata().getGeneration(),
                            after.getMetadata().getGeneration())) {
                shape();
            }
        }

        @Override
        public void onDelete(T deleted, boolean stateUnknown) {
            LOG.fine(() -> deleted.getMetadata().getName() + " is gone; links stay as they are");
        }
    }

    private synchronized void shape() {
        pools.getStore().list().forEach(this::shape);
    }

    private void shape(DDNNNodePool pool) {
        DDNNNodePoolSpec spec = pool.getSpec();
        if (spec.uplink() == null || spec.nodes() == null) {
            return;
        }
        Map<String, String> wanted = wanted(spec.nodes());
        try {
            long rate = spec.uplink().bandwidth() == null
                    ? 0
                    : Quantity.getAmountInBytes(Quantity.parse(spec.uplink().bandwidth()))
                            .longValue();
            Duration latency = spec.uplink().latency() == null
                    ? Duration.ZERO
                    : Durations.parse(spec.uplink().latency());
            nodes.getStore().list().stream()
                    .map(Node::getMetadata)
                    .filter(n -> labels(n).entrySet().containsAll(wanted.entrySet()))
                    .flatMap(n -> topology.uplinkOf(n.getName()).stream())
                    .forEach(l -> l.shape(rate, latency));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "uplink of pool " + pool.getMetadata().getName() + " not understood", e);
        }
    }

    private static Map<String, String> wanted(NodesSpec nodes) {
        if (nodes.kubeEdgeNodeGroup() != null) {
            return Map.of(KubeEdgeLabels.BELONGING_TO, nodes.kubeEdgeNodeGroup());
        }
        return nodes.selector() == null
                ? Map.of()
                : Objects.requireNonNullElse(nodes.selector().matchLabels(), Map.of());
    }

    private static Map<String, String> labels(ObjectMeta object) {
        return Objects.requireNonNullElse(object.getLabels(), Map.of());
    }

    @Override
    public void close() {
        pools.close();
        nodes.close();
    }
}

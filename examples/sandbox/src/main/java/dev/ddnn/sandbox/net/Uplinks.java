package dev.ddnn.sandbox.net;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.Durations;
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
    private final Map<String, Map<String, String>> labels;
    private final SharedIndexInformer<DDNNNodePool> pools;

    /**
     * Begins to watch; the type must be known to the API server.
     *
     * @param labels of each node
     */
    public Uplinks(KubernetesClient client, Topology topology, Map<String, Map<String, String>> labels) {
        this.topology = topology;
        this.labels = labels;
        this.pools = client.resources(DDNNNodePool.class).inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(DDNNNodePool pool) {
                shape(pool);
            }

            @Override
            public void onUpdate(DDNNNodePool before, DDNNNodePool pool) {
                shape(pool);
            }

            @Override
            public void onDelete(DDNNNodePool pool, boolean stateUnknown) {
                LOG.fine(() -> "pool " + pool.getMetadata().getName() + " is gone; its links stay as they are");
            }
        });
    }

    private void shape(DDNNNodePool pool) {
        DDNNNodePoolSpec spec = pool.getSpec();
        if (spec.uplink() == null || spec.nodes() == null || spec.nodes().selector() == null) {
            return;
        }
        Map<String, String> wanted =
                Objects.requireNonNullElse(spec.nodes().selector().matchLabels(), Map.of());
        try {
            long rate = spec.uplink().bandwidth() == null
                    ? 0
                    : Quantity.getAmountInBytes(Quantity.parse(spec.uplink().bandwidth()))
                            .longValue();
            Duration latency = spec.uplink().latency() == null
                    ? Duration.ZERO
                    : Durations.parse(spec.uplink().latency());
            topology.links().stream()
                    .filter(l ->
                            labels.getOrDefault(l.node(), Map.of()).entrySet().containsAll(wanted.entrySet()))
                    .forEach(l -> l.shape(rate, latency));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "uplink of pool " + pool.getMetadata().getName() + " not understood", e);
        }
    }

    @Override
    public void close() {
        pools.close();
    }
}

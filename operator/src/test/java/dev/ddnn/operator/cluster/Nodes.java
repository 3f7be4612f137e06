package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Node objects without machines; their leases are kept fresh, or the control plane would call them lost. */
final class Nodes implements AutoCloseable {
    private static final String LEASES = "kube-node-lease";

    /** The control plane gives a node up later than that. */
    private static final Duration LATE = Duration.ofSeconds(20);

    private final KubernetesClient client;
    private final Set<String> alive = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> beaten = new ConcurrentHashMap<>();
    private final Set<String> beating = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

    /** Several at once, or on a busy machine the last ones of many come too late. */
    private final ExecutorService beats = Executors.newFixedThreadPool(8);

    Nodes(KubernetesClient client) {
        this.client = client;
        heart.scheduleWithFixedDelay(this::beat, 3, 3, TimeUnit.SECONDS);
    }

    /** A ready node of a pool. */
    void add(String name, String pool) {
        Node node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Map.of(DDNNs.POOL_LABEL, pool))
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addToAllocatable(capacity())
                .addToCapacity(capacity())
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .endCondition()
                .endStatus()
                .build();
        renew(name);
        client.resource(node).create();
        alive.add(name);
    }

    /** Returns when the operator has seen so many nodes of the pool: it learns of them on another way than of DDNNs. */
    void awaitSeen(String pool, int nodes) {
        String all = nodes + "/" + nodes;
        Await.until("the operator has seen " + all + " nodes of " + pool, () -> {
            var status =
                    client.resources(DDNNNodePool.class).withName(pool).get().getStatus();
            return status != null && all.equals(status.nodeSummary());
        });
    }

    /** The node leaves the cluster. */
    void remove(String name) {
        alive.remove(name);
        client.nodes().withName(name).delete();
    }

    /** The node's kubelet is not heard any more. */
    void cutOff(String name, String since) {
        setReady(name, "Unknown", since);
    }

    /** The node has that taint, and no other of its key. */
    void taint(String name, String key, String value, String effect) {
        edit(name, spec -> spec.removeMatchingFromTaints(taint -> key.equals(taint.getKey()))
                .addNewTaint()
                .withKey(key)
                .withValue(value)
                .withEffect(effect)
                .endTaint());
    }

    /** The node has no taint of that key any more. */
    void untaint(String name, String key) {
        edit(name, spec -> spec.removeMatchingFromTaints(taint -> key.equals(taint.getKey())));
    }

    private void edit(String name, Consumer<NodeSpecBuilder> change) {
        client.nodes().withName(name).edit(node -> {
            var spec = new NodeSpecBuilder(node.getSpec());
            change.accept(spec);
            return new NodeBuilder(node).withSpec(spec.build()).build();
        });
    }

    /** It is heard again. */
    void reconnect(String name) {
        setReady(name, "True", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private void setReady(String name, String status, String since) {
        client.nodes().withName(name).editStatus(node -> new NodeBuilder(node)
                .editStatus()
                .editMatchingCondition(condition -> "Ready".equals(condition.getType()))
                .withStatus(status)
                .withReason("KubeletReady")
                .withLastTransitionTime(since)
                .endCondition()
                .endStatus()
                .build());
    }

    private static Map<String, Quantity> capacity() {
        return Map.of("cpu", new Quantity("4"), "memory", new Quantity("8Gi"), "pods", new Quantity("110"));
    }

    /** As kubelets do: each by itself, however long another takes, and never for the last time. */
    private void beat() {
        alive.stream().filter(beating::add).forEach(name -> beats.execute(() -> beat(name)));
    }

    private void beat(String name) {
        try {
            renew(name);
            Instant now = Instant.now();
            Instant before = beaten.put(name, now);
            if (before != null
                    && before.plus(LATE).isBefore(now)
                    && isGivenUp(client.nodes().withName(name).get())) {
                reconnect(name);
            }
        } catch (KubernetesClientException e) {
            System.out.println("the lease of node " + name + " is not renewed now, tried again: " + e.getMessage());
        } finally {
            beating.remove(name);
        }
    }

    /** By the control plane, which gets no status from it; not by {@link #cutOff}. Its kubelet says that it is well. */
    private boolean isGivenUp(@Nullable Node node) {
        return node != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition -> "NodeStatusUnknown".equals(condition.getReason()));
    }

    private void renew(String name) {
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(LEASES)
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(name)
                        .withLeaseDurationSeconds(40)
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                        .endSpec()
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    @Override
    public void close() {
        heart.shutdownNow();
        beats.shutdownNow();
    }
}

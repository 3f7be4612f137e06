package dev.ddnn.sandbox.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.sandbox.net.NodePorts;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Registers the machines as Nodes and keeps them Ready by their leases, until one is stopped or cut off. */
public final class NodeAgent implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NodeAgent.class.getName());
    private static final String LEASES = "kube-node-lease";
    private static final int LEASE_SECONDS = 40;
    private static final int RENEW_SECONDS = 4;
    private static final int NOT_FOUND = 404;

    /** One slow answer must not make all nodes seem away. */
    private static final int THREADS = 4;

    private final KubernetesClient client;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    private final NodePorts ports;
    private final InetSocketAddress logs;
    private final String version;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Map<String, ScheduledFuture<?>> heartbeats = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, body -> {
        Thread thread = new Thread(body, "node heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * One without nodes.
     *
     * @param client with the agent's own rights; not closed here
     * @param ports the nodes' addresses; not closed here
     * @param logs where the logs of all nodes can be had
     */
    public NodeAgent(KubernetesClient client, NodePorts ports, InetSocketAddress logs) {
        this.client = client;
        this.ports = ports;
        this.logs = logs;
        this.version = client.getKubernetesVersion().getGitVersion();
    }

    /** Registers a machine; its node is Ready when this returns. */
    public void register(Machine machine) {
        ports.open(machine.name(), machine.name(), logs.getPort(), logs);
        InetSocketAddress endpoint = InetSocketAddress.createUnresolved(ports.address(machine.name()), logs.getPort());
        Node node = client.resource(NodeObjects.node(machine, endpoint, version, Instant.now()))
                .create();
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(LEASES)
                .withName(machine.name())
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(machine.name())
                .withUid(node.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(machine.name())
                .withLeaseDurationSeconds(LEASE_SECONDS)
                .withRenewTime(now())
                .endSpec()
                .build();
        client.resource(lease).createOr(existing -> existing.update());
        silent.remove(machine.name());
        leases.put(machine.name(), lease);
        ScheduledFuture<?> before = heartbeats.put(
                machine.name(),
                threads.scheduleWithFixedDelay(
                        () -> renew(machine.name()), RENEW_SECONDS, RENEW_SECONDS, TimeUnit.SECONDS));
        if (before != null) {
            before.cancel(false);
        }
    }

    /** Whether the node with this identity is that of a machine; a later one of the same name is another. */
    public boolean isRegistered(String node, String uid) {
        Lease lease = leases.get(node);
        return lease != null
                && lease.getMetadata().getOwnerReferences().get(0).getUid().equals(uid);
    }

    /** The machine is no more. Its objects are deleted by others. */
    public void forget(String node) {
        leases.remove(node);
        ScheduledFuture<?> heartbeat = heartbeats.remove(node);
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        ports.close(node);
    }

    private static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneOffset.UTC);
    }

    /** Never throws: a heartbeat that throws is the last one. */
    private void renew(String node) {
        Lease lease = leases.get(node);
        if (lease == null || silent.contains(node)) {
            return;
        }
        try {
            renew(node, lease);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "lease of " + node + " not renewed; tried again", e);
        }
    }

    private void renew(String node, Lease lease) {
        try {
            client.leases()
                    .inNamespace(LEASES)
                    .withName(node)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), json(Map.of("spec", Map.of("renewTime", micro()))));
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND) {
                createAgain(lease);
            } else {
                throw e;
            }
        }
    }

    /** A node of the same name that was deleted takes its lease with it, maybe only after a new one has registered. */
    private void createAgain(Lease lease) {
        try {
            client.resource(lease).create();
        } catch (KubernetesClientException e) {
            LOG.log(Level.WARNING, "lease of " + lease.getMetadata().getName() + " not created; tried again", e);
        }
    }

    private static String micro() {
        return now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'"));
    }

    private String json(Object value) {
        return mapper.valueToTree(value).toString();
    }

    /** The node says nothing any more, as one that is off or cut off. */
    public void silence(String node) {
        silent.add(node);
    }

    /** The node speaks again: a lease alone does not heal it, its status is sent too. */
    public void speakAgain(String node) {
        silent.remove(node);
        sendStatus(node);
        threads.execute(() -> renew(node));
    }

    /** A node that was given up while its machine is well, since this one here was too busy for its lease, says that it is. */
    public void seen(Node node) {
        String name = node.getMetadata().getName();
        if (isRegistered(name, node.getMetadata().getUid()) && !silent.contains(name) && !isReady(node)) {
            LOG.warning(() -> "node " + name + " was given up; this machine is too busy");
            threads.execute(() -> {
                renew(name);
                sendStatus(name);
            });
        }
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    private void sendStatus(String node) {
        client.nodes()
                .withName(node)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        json(Map.of("status", Map.of("conditions", NodeObjects.conditions(Instant.now())))));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

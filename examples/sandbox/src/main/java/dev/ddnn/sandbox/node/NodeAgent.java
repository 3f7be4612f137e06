package dev.ddnn.sandbox.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Registers the machines as Nodes and keeps them Ready by their leases, until one is stopped or cut off. */
public final class NodeAgent implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NodeAgent.class.getName());
    private static final String LEASES = "kube-node-lease";
    private static final int LEASE_SECONDS = 40;
    private static final int RENEW_SECONDS = 4;

    private final KubernetesClient client;
    private final List<Machine> machines;
    private final int logPort;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "node heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param client with the agent's own rights; not closed here
     * @param logPort where the API server asks for logs
     */
    public NodeAgent(KubernetesClient client, List<Machine> machines, int logPort) {
        this.client = client;
        this.machines = List.copyOf(machines);
        this.logPort = logPort;
    }

    /** Registers all nodes; they are Ready when this returns. */
    public void start() {
        String version = client.getKubernetesVersion().getGitVersion();
        for (Machine machine : machines) {
            client.resource(NodeObjects.node(machine, logPort, version, Instant.now()))
                    .create();
            client.resource(new LeaseBuilder()
                            .withNewMetadata()
                            .withNamespace(LEASES)
                            .withName(machine.name())
                            .endMetadata()
                            .withNewSpec()
                            .withHolderIdentity(machine.name())
                            .withLeaseDurationSeconds(LEASE_SECONDS)
                            .withRenewTime(now())
                            .endSpec()
                            .build())
                    .create();
        }
        heartbeat.scheduleWithFixedDelay(this::renew, RENEW_SECONDS, RENEW_SECONDS, TimeUnit.SECONDS);
    }

    private static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneOffset.UTC);
    }

    private void renew() {
        for (Machine machine : machines) {
            if (silent.contains(machine.name())) {
                continue;
            }
            try {
                client.leases()
                        .inNamespace(LEASES)
                        .withName(machine.name())
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                json(Map.of("spec", Map.of("renewTime", micro()))));
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "lease of " + machine.name() + " not renewed; tried again", e);
            }
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
        client.nodes()
                .withName(node)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        json(Map.of("status", Map.of("conditions", NodeObjects.conditions(Instant.now())))));
        heartbeat.execute(this::renew);
    }

    @Override
    public void close() {
        heartbeat.shutdownNow();
    }
}

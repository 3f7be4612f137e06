package dev.ddnn.sandbox.launch;

import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.ControlPlaneOptions;
import dev.ddnn.controlplane.TokenUser;
import dev.ddnn.controlplane.programs.ConsoleProgress;
import dev.ddnn.controlplane.programs.KubernetesPrograms;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import dev.ddnn.sandbox.logs.LogServer;
import dev.ddnn.sandbox.logs.LogSource;
import dev.ddnn.sandbox.net.HostsFiles;
import dev.ddnn.sandbox.net.NodePorts;
import dev.ddnn.sandbox.net.ServiceNetwork;
import dev.ddnn.sandbox.net.ServiceWatch;
import dev.ddnn.sandbox.net.Topology;
import dev.ddnn.sandbox.net.TrafficMeter;
import dev.ddnn.sandbox.net.Uplinks;
import dev.ddnn.sandbox.node.NodeAgent;
import dev.ddnn.sandbox.pod.AgentSettings;
import dev.ddnn.sandbox.pod.PodAgent;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A running sandbox: control plane, nodes, pods as processes, and the network between them. Closing it ends every process that
 * it started, in a few seconds.
 */
public final class Sandbox implements AutoCloseable {
    private static final String AGENT = "sandbox-agent";

    private final Cleanup cleanup;
    private final Path programs;
    private final ControlPlane controlPlane;
    private final KubernetesClient client;
    private final KubernetesClient agentClient;
    private final Topology topology;
    private final TrafficMeter meter = new TrafficMeter();
    private final ServiceNetwork network;
    private final PodAgent pods;
    private final Machines machines;

    private Sandbox(SandboxSettings settings, Cleanup cleanup)
            throws IOException, ProgramsUnavailable, InterruptedException {
        this.cleanup = cleanup;
        programs = KubernetesPrograms.locate(ConsoleProgress.onStandardError());
        Slot slot = cleanup.add(Slot.take());
        controlPlane = cleanup.add(ControlPlane.start(ControlPlaneOptions.in(settings.directory())
                .programs(programs)
                .users(TokenUser.named(AGENT))
                .serviceCidr(slot.addresses().serviceRange())
                .auditOf("system:serviceaccounts:" + Installation.SYSTEM)
                .withoutShutdownHook()
                .build()));
        client = cleanup.add(client(controlPlane.kubeconfig()));
        agentClient = cleanup.add(client(controlPlane.kubeconfig(AGENT)));
        controlPlane
                .kubectl(
                        "apply",
                        "--server-side",
                        "-f",
                        resource("agent-rbac.yaml", settings.directory()).toString())
                .orFail();
        topology = new Topology(settings.places());
        network = cleanup.add(new ServiceNetwork(slot.addresses(), topology, meter));
        HostsFiles hosts = new HostsFiles(settings.directory().resolve("hosts"), network);
        NodePorts ports = cleanup.add(new NodePorts(slot.addresses(), meter));
        pods = new PodAgent(agentClient, slot.addresses(), ports, agent(settings, hosts, controlPlane));
        ServiceWatch services = cleanup.add(new ServiceWatch(agentClient, network, hosts));
        LogServer logs = cleanup.add(new LogServer(new AgentLogs(pods), controlPlane.kubeletClientCertificate()));
        NodeAgent nodes = cleanup.add(new NodeAgent(agentClient, ports, logs.address()));
        machines = new Machines(client, nodes, cleanup.add(pods), topology, services);
        settings.machines().forEach(machines::start);
        pods.start();
        cleanup.add(new MachineControl(agentClient, machines));
    }

    private static AgentSettings agent(SandboxSettings settings, HostsFiles hosts, ControlPlane controlPlane) {
        return new AgentSettings(
                settings.directory(),
                settings.images(),
                hosts::file,
                controlPlane.apiServerUrl().toString(),
                controlPlane.certificateAuthority(),
                settings.startPods());
    }

    /**
     * Starts everything but the operator; the nodes are Ready when this returns.
     *
     * @throws ProgramsUnavailable if Kubernetes' programs can be neither found nor compiled
     */
    public static Sandbox start(SandboxSettings settings)
            throws IOException, ProgramsUnavailable, InterruptedException {
        return start(settings, new Cleanup());
    }

    static Sandbox start(SandboxSettings settings, Cleanup cleanup)
            throws IOException, ProgramsUnavailable, InterruptedException {
        boolean started = false;
        try {
            Sandbox sandbox = new Sandbox(settings, cleanup);
            started = true;
            return sandbox;
        } finally {
            if (!started) {
                cleanup.close();
            }
        }
    }

    private record AgentLogs(PodAgent pods) implements LogSource {
        @Override
        public @Nullable Path log(String namespace, String pod, String container, boolean previous) {
            return pods.log(namespace, pod, container, previous);
        }

        @Override
        public boolean endsWithin(String namespace, String pod, String container, Duration time)
                throws InterruptedException {
            return pods.endsWithin(namespace, pod, container, time);
        }
    }

    private static KubernetesClient client(Path kubeconfig) throws IOException {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    private static Path resource(String name, Path directory) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream in = Objects.requireNonNull(Sandbox.class.getResourceAsStream(name), name)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    /** From now on the uplinks follow what the pools declare. Needs the DDNN types, so it comes after their installation. */
    public void followPools() {
        cleanup.add(new Uplinks(agentClient, topology));
    }

    /** As the administrator. */
    public KubernetesClient client() {
        return client;
    }

    /** The kubectl that fits the control plane. */
    public Path kubectl() {
        return programs.resolve("kubectl");
    }

    public ControlPlane controlPlane() {
        return controlPlane;
    }

    /** The links, to be cut and healed. */
    public Topology topology() {
        return topology;
    }

    /** What crossed the links. */
    public TrafficMeter meter() {
        return meter;
    }

    /** Names as the nodes see them. */
    public ServiceNetwork network() {
        return network;
    }

    public PodAgent pods() {
        return pods;
    }

    /** The machines, to be cut off, switched off, taken away and added. */
    public Machines machines() {
        return machines;
    }

    @Override
    public void close() {
        cleanup.close();
    }
}

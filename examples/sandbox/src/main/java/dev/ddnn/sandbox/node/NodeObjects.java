package dev.ddnn.sandbox.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a kubelet would write about its machine. */
final class NodeObjects {
    private static final String PODS = "110";

    private NodeObjects() {}

    /**
     * @param endpoint the node's address, and the port there where the API server asks for logs
     * @param version of Kubernetes that the node claims to speak
     */
    static Node node(Machine machine, InetSocketAddress endpoint, String version, Instant now) {
        Map<String, String> labels = new HashMap<>(machine.labels());
        labels.put("kubernetes.io/hostname", machine.name());
        labels.put("kubernetes.io/os", "linux");
        labels.put("kubernetes.io/arch", architecture());
        return new NodeBuilder()
                .withNewMetadata()
                .withName(machine.name())
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withTaints(machine.taints())
                .endSpec()
                .withStatus(status(machine, endpoint, version, now))
                .build();
    }

    static NodeStatus status(Machine machine, InetSocketAddress endpoint, String version, Instant now) {
        Map<String, Quantity> resources = new HashMap<>(machine.capacity());
        resources.put("pods", new Quantity(PODS));
        return new NodeStatusBuilder()
                .withCapacity(resources)
                .withAllocatable(resources)
                .withConditions(conditions(now))
                .addNewAddress(endpoint.getHostString(), "InternalIP")
                .addNewAddress(machine.name(), "Hostname")
                .withNewNodeInfo()
                .withMachineID(machine.name())
                .withSystemUUID(machine.name())
                .withBootID(machine.name())
                .withKernelVersion(System.getProperty("os.version"))
                .withOsImage("sandbox")
                .withContainerRuntimeVersion("process://1")
                .withKubeletVersion(version)
                .withKubeProxyVersion(version)
                .withOperatingSystem("linux")
                .withArchitecture(architecture())
                .endNodeInfo()
                .withNewDaemonEndpoints()
                .withNewKubeletEndpoint(endpoint.getPort())
                .endDaemonEndpoints()
                .build();
    }

    static List<NodeCondition> conditions(Instant now) {
        return List.of(
                condition("MemoryPressure", "False", "SandboxHasMemory", now),
                condition("DiskPressure", "False", "SandboxHasDisk", now),
                condition("PIDPressure", "False", "SandboxHasPids", now),
                condition("Ready", "True", "SandboxReady", now));
    }

    private static NodeCondition condition(String type, String status, String reason, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return new NodeConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage("as the sandbox says")
                .withLastHeartbeatTime(time)
                .withLastTransitionTime(time)
                .build();
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm64" : name;
    }
}

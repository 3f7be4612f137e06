package dev.ddnn.sandbox.pod;

import dev.ddnn.sandbox.net.NodePorts;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Ports of their nodes that pods ask for: each leads to the pod while its processes run. */
record HostPorts(NodePorts ports) {
    private static final int FIRST_UNPRIVILEGED = 1024;

    /** Why ports cannot be had here, one sentence each. */
    static List<String> obstacles(PodSpec spec) {
        return asked(spec)
                .filter(port -> port.getHostPort() < FIRST_UNPRIVILEGED
                        || !Objects.requireNonNullElse(port.getProtocol(), "TCP")
                                .equals("TCP"))
                .map(port -> "hostPort must be a TCP port of 1024 or more, since nothing here runs as root; found "
                        + port.getHostPort() + " " + port.getProtocol())
                .toList();
    }

    /** The two faces of the pod's place. */
    PodAddresses addresses(Pod pod, String podAddress) {
        return new PodAddresses(ports.address(pod.getSpec().getNodeName()), podAddress);
    }

    /**
     * Opens what is not open yet.
     *
     * @throws NotYet if another program of this machine has the port
     */
    void open(Pod pod, PodAddresses addresses) throws NotYet {
        for (ContainerPort port : asked(pod.getSpec()).toList()) {
            String node = pod.getSpec().getNodeName();
            try {
                ports.open(
                        pod.getMetadata().getUid(),
                        node,
                        port.getHostPort(),
                        new InetSocketAddress(addresses.bound(), port.getContainerPort()));
            } catch (UncheckedIOException e) {
                throw new NotYet(
                        "CreateContainerError",
                        "port " + port.getHostPort() + " of node '" + node + "': " + e.getMessage());
            }
        }
    }

    void close(Pod pod) {
        ports.close(pod.getMetadata().getUid());
    }

    private static Stream<ContainerPort> asked(PodSpec spec) {
        return spec.getContainers().stream()
                .map(Container::getPorts)
                .flatMap(List::stream)
                .filter(port -> port.getHostPort() != null && port.getHostPort() != 0);
    }
}

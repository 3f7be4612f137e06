package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.net.Link;
import dev.ddnn.sandbox.net.ServiceWatch;
import dev.ddnn.sandbox.net.Topology;
import dev.ddnn.sandbox.node.Machine;
import dev.ddnn.sandbox.node.NodeAgent;
import dev.ddnn.sandbox.pod.PodAgent;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What befalls the sandbox's machines while a story runs: they lose their uplink or their power, go for good, and come. */
public final class Machines {
    private final KubernetesClient administrator;
    private final NodeAgent nodes;
    private final PodAgent pods;
    private final Topology topology;
    private final ServiceWatch services;

    Machines(KubernetesClient administrator, NodeAgent nodes, PodAgent pods, Topology topology, ServiceWatch services) {
        this.administrator = administrator;
        this.nodes = nodes;
        this.pods = pods;
        this.topology = topology;
        this.services = services;
    }

    void start(Machine machine) {
        pods.add(machine.name());
        nodes.register(machine);
    }

    /**
     * One more machine: its node is Ready when this returns, and its uplink follows its pool soon after.
     *
     * @param place of the machine: its name must be the machine's
     */
    public void add(Machine machine, Topology.Place place) {
        if (!machine.name().equals(place.name())) {
            throw new IllegalArgumentException(
                    "place must be that of machine '" + machine.name() + "', found '" + place.name() + "'");
        }
        topology.add(place);
        services.plan();
        start(machine);
    }

    /**
     * The machine loses its uplink. Its pods' processes run on, and start again where they end; its agent sends no lease and no
     * status, and learns of no change. Its node stays in the API and is soon not Ready.
     */
    public void cutOff(String node) {
        topology.uplinkOf(node).ifPresent(Link::cut);
        pods.cutOff(node);
        nodes.silence(node);
    }

    /** Ends {@link #cutOff}: what was held on the link arrives, and the agent does what it missed. */
    public void bringBack(String node) {
        topology.uplinkOf(node).ifPresent(Link::heal);
        nodes.speakAgain(node);
        pods.reconnect(node);
    }

    /** The machine loses its power: its processes end and its agent falls silent. */
    public void switchOff(String node) {
        nodes.silence(node);
        pods.switchOff(node);
    }

    /** Ends {@link #switchOff}: the pods that are bound to the node start anew. */
    public void switchOn(String node) {
        nodes.speakAgain(node);
        pods.switchOn(node);
    }

    /** The machine is gone for good: its processes end, and an administrator deletes its node. */
    public void remove(String node) {
        gone(node);
        administrator.nodes().withName(node).delete();
    }

    /** A node was changed by somebody. */
    void changed(Node node) {
        nodes.seen(node);
    }

    /** A node was deleted by somebody. */
    void deleted(Node node) {
        String name = node.getMetadata().getName();
        if (nodes.isRegistered(name, node.getMetadata().getUid())) {
            gone(name);
        }
    }

    private void gone(String node) {
        nodes.forget(node);
        pods.remove(node);
        topology.remove(node);
        services.plan();
    }
}

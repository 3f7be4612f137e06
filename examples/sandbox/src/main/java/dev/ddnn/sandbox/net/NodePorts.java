package dev.ddnn.sandbox.net;

import dev.ddnn.sandbox.net.Relay.Route;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes' own addresses, and what listens there for others. Whoever dials stands beside the node: no link lies in between.
 */
public final class NodePorts implements AutoCloseable {
    private record Door(String address, int port) {}

    private record Tenant(String owner, InetSocketAddress target, Relay relay) {}

    private final AddressPlan addresses;
    private final TrafficMeter meter;
    private final Wire wire = new Wire();
    private final Map<String, String> nodes = new HashMap<>();
    private final Map<Door, Tenant> tenants = new HashMap<>();

    public NodePorts(AddressPlan addresses, TrafficMeter meter) {
        this.addresses = addresses;
        this.meter = meter;
    }

    /** The address of a node, always the same for a name. */
    public synchronized String address(String node) {
        return nodes.computeIfAbsent(node, name -> addresses.nodeAddress(nodes.size() + 1));
    }

    /**
     * Leads a port of the node to a target. Whoever had it before has it no more; for its owner nothing changes.
     *
     * @param owner by whom it is given back, such as a pod's identity
     * @throws UncheckedIOException if another program of this machine has the port
     */
    public synchronized void open(String owner, String node, int port, InetSocketAddress target) {
        Door door = new Door(address(node), port);
        Tenant before = tenants.get(door);
        // A listener that is closed keeps its port for a moment, so a new owner takes it over.
        Relay relay = before != null
                ? before.relay()
                : new Relay(new InetSocketAddress(door.address(), port), () -> route(door), wire, meter);
        tenants.put(door, new Tenant(owner, target, relay));
    }

    private synchronized Optional<Route> route(Door door) {
        return Optional.ofNullable(tenants.get(door))
                .map(tenant -> new Route(tenant.target(), Path.DIRECT, Traffic.OTHER));
    }

    /** Nobody listens any more where the owner had a port. */
    public synchronized void close(String owner) {
        tenants.values().removeIf(tenant -> {
            boolean theirs = tenant.owner().equals(owner);
            if (theirs) {
                tenant.relay().close();
            }
            return theirs;
        });
    }

    @Override
    public synchronized void close() {
        tenants.values().forEach(tenant -> tenant.relay().close());
        tenants.clear();
        wire.close();
    }
}

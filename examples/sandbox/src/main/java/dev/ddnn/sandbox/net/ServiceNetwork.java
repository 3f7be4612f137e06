package dev.ddnn.sandbox.net;

import dev.ddnn.sandbox.net.Relay.Route;
import dev.ddnn.sandbox.net.ServiceView.Endpoint;
import dev.ddnn.sandbox.net.ServiceView.Port;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Services as relays, and their names as seen from each node. A name leads straight to a pod of the same tier, and to a relay
 * that plays the links in between if the pod stands at another tier. Callers cannot be told apart by their address, so each
 * node has relays of its own.
 */
public final class ServiceNetwork implements AutoCloseable {
    private static final String ANYWHERE = "";

    /** Who calls whom: a Service as a whole, or one of its endpoints. */
    private record Binding(String fromNode, String service, String endpoint) {}

    private record Listener(String address, int port) {}

    private final AddressPlan addresses;
    private final Topology topology;
    private final TrafficMeter meter;
    private final Wire wire = new Wire();
    private final Map<Binding, String> bound = new HashMap<>();
    private final Map<Listener, Relay> relays = new HashMap<>();
    private final List<Relay> retired = new ArrayList<>();
    private final Map<String, Integer> turns = new HashMap<>();
    private final AtomicInteger nextAddress = new AtomicInteger();
    private volatile Map<String, ServiceView> views = Map.of();

    public ServiceNetwork(AddressPlan addresses, Topology topology, TrafficMeter meter) {
        this.addresses = addresses;
        this.topology = topology;
        this.meter = meter;
    }

    /** Takes the newest state of all Services; listeners follow at once. */
    public synchronized void update(Collection<Service> services, Collection<EndpointSlice> slices) {
        Map<String, ServiceView> newer = new HashMap<>();
        ServiceView.of(services, slices).forEach(v -> newer.put(key(v), v));
        views = Map.copyOf(newer);
        Set<Listener> wanted = new HashSet<>();
        for (ServiceView view : views.values()) {
            if (view.clusterIp() != null) {
                listen(wanted, view.clusterIp(), ANYWHERE, view, null);
            }
            for (Topology.Place place : topology.places()) {
                listenFor(wanted, place.name(), view);
            }
        }
        relays.entrySet().removeIf(e -> {
            boolean gone = !wanted.contains(e.getKey());
            if (gone) {
                e.getValue().retire();
                retired.add(e.getValue());
            }
            return gone;
        });
        retired.removeIf(Relay::isIdle);
    }

    private void listenFor(Set<Listener> wanted, String node, ServiceView view) {
        if (view.clusterIp() != null) {
            listen(wanted, addressOf(new Binding(node, key(view), ANYWHERE)), node, view, null);
            return;
        }
        for (Endpoint endpoint : view.endpoints()) {
            if (!topology.between(node, endpoint.node()).isDirect()) {
                listen(
                        wanted,
                        addressOf(new Binding(node, key(view), endpoint.address())),
                        node,
                        view,
                        endpoint.address());
            }
        }
    }

    private void listen(
            Set<Listener> wanted, String address, String fromNode, ServiceView view, @Nullable String endpoint) {
        for (Port port : view.ports()) {
            Listener listener = new Listener(address, port.dialled());
            wanted.add(listener);
            relays.computeIfAbsent(
                    listener,
                    l -> new Relay(
                            new InetSocketAddress(address, port.dialled()),
                            () -> route(fromNode, key(view), port.dialled(), endpoint),
                            wire,
                            meter));
        }
    }

    private Optional<Route> route(String fromNode, String service, int dialled, @Nullable String endpoint) {
        ServiceView view = views.get(service);
        if (view == null) {
            return Optional.empty();
        }
        List<Endpoint> candidates = view.endpoints().stream()
                .filter(e -> endpoint == null || endpoint.equals(e.address()))
                .toList();
        Optional<Port> port =
                view.ports().stream().filter(p -> p.dialled() == dialled).findFirst();
        if (candidates.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        Endpoint chosen = candidates.get(turn(service) % candidates.size());
        Path path = topology.between(fromNode, chosen.node());
        return Optional.of(new Route(
                new InetSocketAddress(
                        AddressPlan.dialable(chosen.address()), port.get().behind()),
                path,
                path.isDirect() ? Traffic.OTHER : view.traffic(port.get())));
    }

    private synchronized int turn(String service) {
        return turns.merge(service, 1, (a, b) -> (a + b) & Integer.MAX_VALUE);
    }

    private String addressOf(Binding binding) {
        return bound.computeIfAbsent(binding, b -> addresses.relayAddress(nextAddress.getAndIncrement()));
    }

    /** Addresses by name as a pod in the given node and namespace sees them; a name with several lines has several addresses. */
    public synchronized List<Map.Entry<String, String>> names(String node, String namespace) {
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        for (ServiceView view : views.values()) {
            if (view.clusterIp() != null) {
                String address =
                        topology.knows(node) ? addressOf(new Binding(node, key(view), ANYWHERE)) : view.clusterIp();
                view.names(null, namespace).forEach(n -> lines.add(Map.entry(n, address)));
                continue;
            }
            for (Endpoint endpoint : view.endpoints()) {
                String address = topology.between(node, endpoint.node()).isDirect()
                        ? AddressPlan.dialable(endpoint.address())
                        : addressOf(new Binding(node, key(view), endpoint.address()));
                view.names(null, namespace).forEach(n -> lines.add(Map.entry(n, address)));
                if (endpoint.hostname() != null) {
                    view.names(endpoint.hostname(), namespace).forEach(n -> lines.add(Map.entry(n, address)));
                }
            }
        }
        lines.sort(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
        return lines;
    }

    /** The addresses of a name as seen from a node, or from outside of all nodes; empty: no such name now. */
    public List<String> resolve(String node, String host) {
        return names(node, ANYWHERE).stream()
                .filter(e -> e.getKey().equals(host))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String key(ServiceView view) {
        return view.namespace() + "/" + view.name();
    }

    @Override
    public synchronized void close() {
        relays.values().forEach(Relay::close);
        relays.clear();
        retired.forEach(Relay::close);
        retired.clear();
        wire.close();
    }
}

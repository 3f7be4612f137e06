package dev.ddnn.sandbox.net;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Service with what stands behind it now.
 *
 * @param namespace of the Service
 * @param name of the Service
 * @param clusterIp absent for a headless one
 * @param ports as clients dial them, each with the port behind it
 * @param endpoints the ready ones
 * @param labels of the Service
 */
record ServiceView(
        String namespace,
        String name,
        @Nullable String clusterIp,
        List<Port> ports,
        List<Endpoint> endpoints,
        Map<String, String> labels) {
    private static final String SERVICE_LABEL = "kubernetes.io/service-name";
    private static final int FIRST_UNPRIVILEGED = 1024;

    /**
     * @param name as in the Service; empty if it has none
     * @param dialled what clients dial
     * @param behind what the pods listen on
     */
    record Port(String name, int dialled, int behind) {}

    /**
     * @param address as the API shows it
     * @param hostname of the pod within the Service; absent: it has none
     * @param node where the pod runs
     */
    record Endpoint(
            String address,
            @Nullable String hostname,
            @Nullable String node) {}

    /** Joins Services and EndpointSlices. Ports below 1024 are left out: nobody here may listen on them. */
    static List<ServiceView> of(Collection<Service> services, Collection<EndpointSlice> slices) {
        Map<String, List<EndpointSlice>> byService = slices.stream()
                .filter(s -> s.getMetadata().getLabels() != null)
                .collect(Collectors.groupingBy(s -> s.getMetadata().getNamespace() + "/"
                        + s.getMetadata().getLabels().get(SERVICE_LABEL)));
        return services.stream()
                .map(s -> of(
                        s,
                        byService.getOrDefault(
                                s.getMetadata().getNamespace() + "/"
                                        + s.getMetadata().getName(),
                                List.of())))
                .toList();
    }

    private static ServiceView of(Service service, List<EndpointSlice> slices) {
        String ip = service.getSpec().getClusterIP();
        boolean headless = ip == null || ip.isEmpty() || "None".equals(ip);
        return new ServiceView(
                service.getMetadata().getNamespace(),
                service.getMetadata().getName(),
                headless ? null : ip,
                ports(service, headless, slices),
                slices.stream()
                        .flatMap(s -> stream(s.getEndpoints()))
                        .filter(e -> e.getConditions() == null
                                || !Boolean.FALSE.equals(e.getConditions().getReady()))
                        .flatMap(e ->
                                e.getAddresses().stream().map(a -> new Endpoint(a, e.getHostname(), e.getNodeName())))
                        .distinct()
                        .toList(),
                Objects.requireNonNullElse(service.getMetadata().getLabels(), Map.of()));
    }

    private static List<Port> ports(Service service, boolean headless, List<EndpointSlice> slices) {
        List<Port> ports = new ArrayList<>();
        for (var port : service.getSpec().getPorts()) {
            String name = Objects.requireNonNullElse(port.getName(), "");
            slices.stream()
                    .flatMap(s -> stream(s.getPorts()))
                    .filter(p -> name.equals(Objects.requireNonNullElse(p.getName(), "")))
                    .map(EndpointPort::getPort)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(behind -> new Port(name, headless ? behind : port.getPort(), behind))
                    .filter(p -> p.dialled() >= FIRST_UNPRIVILEGED)
                    .ifPresent(ports::add);
        }
        return ports;
    }

    /** A slice without endpoints has no list of ports, rather than an empty one. */
    private static <T> Stream<T> stream(@Nullable List<T> list) {
        return list == null ? Stream.of() : list.stream();
    }

    /** What a connection to one of the ports is for. */
    Traffic traffic(Port port) {
        String ddnn = labels.get("ddnn.dev/ddnn");
        String section = labels.get("ddnn.dev/section");
        if (ddnn != null && section != null) {
            Traffic.Kind kind =
                    "grpc".equals(port.name()) || port.behind() == 9090 ? Traffic.Kind.STREAM : Traffic.Kind.ENTRY;
            return new Traffic(kind, namespace, ddnn, section);
        }
        return "hub".equals(name) ? Traffic.HOME : Traffic.OTHER;
    }

    /** The names of the Service, or of one host in it, as a pod of the given namespace may write them. */
    List<String> names(@Nullable String hostname, String fromNamespace) {
        String base = hostname == null ? name : hostname + "." + name;
        List<String> names = new ArrayList<>(List.of(
                base + "." + namespace,
                base + "." + namespace + ".svc",
                base + "." + namespace + ".svc.cluster.local"));
        if (namespace.equals(fromNamespace)) {
            names.add(base);
        }
        return names;
    }
}

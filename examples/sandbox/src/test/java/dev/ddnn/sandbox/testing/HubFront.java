package dev.ddnn.sandbox.testing;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ddnn.sandbox.net.AddressPlan;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Stands behind the hub's Service in its place: whatever goes to the hub and back passes here, as a test wants it. */
final class HubFront implements AutoCloseable {
    private static final String NAMESPACE = "ddnn-system";
    private static final String SERVICE = "hub";
    private static final String APP = "app.kubernetes.io/name";
    private static final Duration SEEN = Duration.ofSeconds(120);
    private static final String PROBE = "/q/health/live?from=front";
    private static final int PROBES = 8;
    private static final int OK = 200;
    /** Each connection has its own; so does an offer to speak HTTP/2. */
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DigitsSandbox digits;
    private final KubernetesClient client;
    private final URI hub;
    private final Passage passage;
    private final AtomicInteger probes = new AtomicInteger();

    /**
     * What somebody asks the hub.
     *
     * @param uri path and query
     */
    record Call(String method, URI uri, Map<String, List<String>> headers, byte[] body) {
        /** Whether it is for the pods' reports: GET reads them, POST hands one in. */
        boolean isForReports(String by) {
            return method.equals(by) && uri.getPath().equals("/v1/reports");
        }
    }

    /** What the hub says to it. */
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {}

    /** The hub itself. */
    interface Hub {
        Answer ask(Call call) throws IOException, InterruptedException;
    }

    /** How calls pass. */
    interface Passage {
        Answer pass(Call call, Hub hub) throws IOException, InterruptedException;
    }

    private HubFront(DigitsSandbox digits, String address, Passage passage) throws IOException {
        this.digits = digits;
        this.client = digits.sandbox().client();
        this.passage = passage;
        hub = URI.create("http://" + address + ":8080");
        server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    /** Begins, at the address of the hub's own pod. Whoever is connected to the hub stays connected to it until the hub is restarted. */
    static HubFront of(DigitsSandbox digits, Passage passage) throws IOException {
        KubernetesClient client = digits.sandbox().client();
        Pod pod = client.pods()
                .inNamespace(NAMESPACE)
                .withLabel(APP, "ddnn-hub")
                .list()
                .getItems()
                .get(0);
        var started = new HubFront(digits, AddressPlan.dialable(pod.getStatus().getPodIP()), passage);
        try {
            started.selector("nobody");
            client.resource(started.slice(pod)).create();
            eventually(SEEN, () -> started.arrived(), n -> assertThat(n).isEqualTo(PROBES));
        } catch (Throwable e) {
            started.close();
            throw e;
        }
        return started;
    }

    /**
     * How many of some new connections to the Service came here. One that is open stays where it is, so each is by a client of its own;
     * and while the hub's own endpoint is still among the Service's, some go there.
     */
    private int arrived() throws IOException, InterruptedException {
        probes.set(0);
        for (int i = 0; i < PROBES; i++) {
            probe();
        }
        return probes.get();
    }

    private int probe() throws IOException, InterruptedException {
        String service =
                digits.sandbox().network().resolve("", "hub.ddnn-system.svc").get(0);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + service + ":8080" + PROBE))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private void selector(String app) {
        client.services().inNamespace(NAMESPACE).withName(SERVICE).edit(service -> new ServiceBuilder(service)
                .editSpec()
                .withSelector(Map.of(APP, app))
                .endSpec()
                .build());
    }

    private EndpointSlice slice(Pod pod) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("hub-front")
                .withLabels(Map.of(
                        "kubernetes.io/service-name", SERVICE, "endpointslice.kubernetes.io/managed-by", "tests"))
                .endMetadata()
                .withAddressType("IPv4")
                .addNewEndpoint()
                .withAddresses(pod.getStatus().getPodIP())
                .withNodeName(pod.getSpec().getNodeName())
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .endEndpoint()
                .addNewPort()
                .withName("http")
                .withProtocol("TCP")
                .withPort(server.getAddress().getPort())
                .endPort()
                .build();
    }

    private void pass(HttpExchange exchange) {
        if (exchange.getRequestURI().toString().equals(PROBE)) {
            probes.incrementAndGet();
        }
        try (exchange) {
            Answer answer = passage.pass(
                    new Call(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            foreign(exchange.getRequestHeaders()),
                            exchange.getRequestBody().readAllBytes()),
                    this::ask);
            answer.headers()
                    .forEach((name, values) -> values.forEach(
                            value -> exchange.getResponseHeaders().add(name, value)));
            int length = answer.body().length;
            exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
            if (length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (IOException e) {
            // Whoever asked finds the connection closed, as it would find the hub's.
            System.out.printf("before the hub, asked for %s: %s%n", exchange.getRequestURI(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer ask(Call call) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(hub + call.uri().toString()))
                .timeout(SEEN)
                .method(
                        call.method(),
                        call.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), foreign(response.headers().map()), response.body());
    }

    /** Without what is one connection's own. */
    private static Map<String, List<String>> foreign(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> !OWN.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.copyOf(header.getValue())));
    }

    /** The Service leads to the hub again: whoever asks from now on is answered. */
    @Override
    public void close() {
        client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(NAMESPACE)
                .withName("hub-front")
                .delete();
        selector("ddnn-hub");
        server.stop(0);
        threads.shutdownNow();
        eventually(SEEN, this::probe, status -> assertThat(status).isEqualTo(OK));
    }
}

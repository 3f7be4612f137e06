package dev.ddnn.sandbox.testing;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands behind the hub's Service in its place and passes everything on to it, but for one thing: the hub's clock, as whoever reads
 * reports is told it, is ahead by as much as a test wants. So days pass in a moment, and hub, operator and pods are the ones that are
 * shipped, with the configuration that is shipped.
 */
public final class HubAhead implements AutoCloseable {
    private static final String NAMESPACE = "ddnn-system";
    private static final String SERVICE = "hub";
    private static final String APP = "app.kubernetes.io/name";
    private static final Duration SEEN = Duration.ofSeconds(30);
    private static final String PROBE = "/q/health/live?from=ahead";
    private static final int PROBES = 8;
    /** Each connection has its own; so does an offer to speak HTTP/2. */
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "host", "http2-settings", "transfer-encoding", "upgrade");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECEIVED = "receivedAtMillis";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final KubernetesClient client;
    private final URI hub;
    private final AtomicInteger probes = new AtomicInteger();
    private volatile Duration ahead = Duration.ZERO;

    private HubAhead(KubernetesClient client, String address) throws IOException {
        this.client = client;
        hub = URI.create("http://" + address + ":8080");
        server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    /** Begins, at the address of the hub's own pod. Whoever is connected to the hub stays connected to it until the hub is restarted. */
    public static HubAhead of(DigitsSandbox digits) throws IOException {
        KubernetesClient client = digits.sandbox().client();
        Pod pod = client.pods()
                .inNamespace(NAMESPACE)
                .withLabel(APP, "ddnn-hub")
                .list()
                .getItems()
                .get(0);
        var started = new HubAhead(client, AddressPlan.dialable(pod.getStatus().getPodIP()));
        try {
            started.selector("nobody");
            client.resource(started.slice(pod)).create();
            eventually(SEEN, () -> started.arrived(digits), n -> assertThat(n).isEqualTo(PROBES));
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
    private int arrived(DigitsSandbox digits) throws IOException, InterruptedException {
        String service =
                digits.sandbox().network().resolve("", "hub.ddnn-system.svc").get(0);
        probes.set(0);
        for (int i = 0; i < PROBES; i++) {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + service + ":8080" + PROBE))
                                    .build(),
                            BodyHandlers.discarding());
        }
        return probes.get();
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
                .withName("hub-ahead")
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

    /** From now on the clock is ahead by so much. */
    public void ahead(Duration time) {
        ahead = time;
    }

    private void pass(HttpExchange exchange) {
        if (exchange.getRequestURI().toString().equals(PROBE)) {
            probes.incrementAndGet();
        }
        try (exchange) {
            var response = http.send(request(exchange), BodyHandlers.ofByteArray());
            boolean reading = exchange.getRequestMethod().equals("GET")
                    && exchange.getRequestURI().getPath().equals("/v1/reports")
                    && response.statusCode() == 200;
            byte[] body = reading ? later(response.body()) : response.body();
            response.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
            });
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (IOException e) {
            // Whoever asked finds the connection closed, as it would find the hub's.
            System.out.printf("before the hub, asked for %s: %s%n", exchange.getRequestURI(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var request = HttpRequest.newBuilder(
                        URI.create(hub + exchange.getRequestURI().toString()))
                .timeout(SEEN)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private byte[] later(byte[] body) throws IOException {
        JsonNode answer = JSON.readTree(body);
        for (JsonNode report : answer.path("reports")) {
            if (report.hasNonNull(RECEIVED)) {
                ((ObjectNode) report).put(RECEIVED, report.get(RECEIVED).asLong() + ahead.toMillis());
            }
        }
        return JSON.writeValueAsBytes(answer);
    }

    /** The Service leads to the hub again. */
    @Override
    public void close() {
        client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(NAMESPACE)
                .withName("hub-ahead")
                .delete();
        selector("ddnn-hub");
        server.stop(0);
        threads.shutdownNow();
    }
}

package dev.ddnn.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.quarkus.kubernetes.client.runtime.internal.QuarkusHttpClientFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against an API server that refuses the first writes. Without {@link RetryAfter} each is tried again after 0.1 s. */
@Timeout(120)
class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String SAVED =
            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"saved\"}}";

    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    /** Of each refusal, whether it is told later. */
    private final List<Boolean> waits = new CopyOnWriteArrayList<>();

    private final List<Instant> tries = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private KubernetesClient client;

    private record Refusal(int code, @Nullable String retryAfter) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            boolean write = exchange.getRequestMethod().equals("PATCH");
            exchange.getRequestBody().readAllBytes();
            Refusal refusal = write ? refusals.poll() : null;
            if (write) {
                tries.add(Instant.now());
            }
            if (refusal != null && refusal.retryAfter() != null) {
                exchange.getResponseHeaders().add("Retry-After", refusal.retryAfter());
            }
            byte[] body = SAVED.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refusal == null ? 200 : refusal.code(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .build();
        client = new KubernetesClientBuilder()
                .withHttpClientFactory(new QuarkusHttpClientFactory())
                .withConfig(config)
                .withHttpClientBuilderConsumer(http ->
                        http.addOrReplaceInterceptor("RETRY_AFTER", noting(RetryAfter.of(config, Clock.systemUTC()))))
                .build();
    }

    private Interceptor noting(RetryAfter retryAfter) {
        return new Interceptor() {
            @Override
            public CompletableFuture<Boolean> afterFailure(
                    BasicBuilder request, HttpResponse<?> response, RequestTags tags) {
                CompletableFuture<Boolean> wait = retryAfter.afterFailure(request, response, tags);
                waits.add(!wait.isDone());
                return wait;
            }
        };
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aRefusedWriteIsTriedAgainNoSoonerThanTold() {
        refusals.addAll(List.of(new Refusal(429, "1"), new Refusal(429, "2")));

        assertThat(write().getMetadata().getName()).isEqualTo("saved");

        assertThat(pauses()).satisfiesExactly(atLeast(1000), atLeast(2000));
    }

    @Test
    void soIsOneThatTheServerCannotServeNow() {
        refusals.add(new Refusal(503, "1"));

        write();

        assertThat(pauses()).satisfiesExactly(atLeast(1000));
    }

    @Test
    void theTimeMayBeADate() {
        Instant due = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        refusals.add(new Refusal(429, DateTimeFormatter.RFC_1123_DATE_TIME.format(due.atZone(ZoneOffset.UTC))));

        write();

        assertThat(tries).hasSize(2).last().satisfies(second -> assertThat(second)
                .isAfterOrEqualTo(due));
    }

    @Test
    void whereNoTimeIsToldTheClientsOwnIsEnough() {
        refusals.addAll(List.of(new Refusal(429, null), new Refusal(503, null)));

        write();

        assertThat(tries).hasSize(3);
        assertThat(waits).containsExactly(false, false);
    }

    @Test
    void otherRequestsGoOnMeanwhile() {
        refusals.add(new Refusal(429, "9"));

        CompletableFuture<ConfigMap> refused = CompletableFuture.supplyAsync(this::write, threads);
        while (tries.isEmpty()) {
            Thread.onSpinWait();
        }
        client.configMaps().inNamespace("city").withName("saved").get();
        write();

        assertThat(refused).isNotDone();
    }

    @Test
    void aWaitThatIsLongerThanARequestMayTakeFailsAtOnce() {
        refusals.add(new Refusal(429, "11"));

        assertThatThrownBy(this::write)
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                        .isEqualTo(429))
                .hasMessageContaining("PATCH http://127.0.0.1")
                .hasMessageContaining("is not to be tried again for 11 s");
        assertThat(tries).hasSize(1);
    }

    @Test
    void whatCannotBeReadOrIsOverIsNoWait() {
        assertThat(List.of("", "soon", "-1", "1.5", "Sat, 31 Jan 2026 11:59:00 GMT", "Sat, 31 Jan 2026"))
                .allSatisfy(header -> assertThat(RetryAfter.wait(header, NOW)).isZero());
        assertThat(RetryAfter.wait(null, NOW)).isZero();
        assertThat(RetryAfter.wait("Sat, 31 Jan 2026 12:00:05 GMT", NOW)).isEqualTo(Duration.ofSeconds(5));
    }

    private ConfigMap write() {
        return client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("saved")
                        .withNamespace("city")
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    private List<Long> pauses() {
        var pauses = new ArrayList<Long>();
        for (int i = 1; i < tries.size(); i++) {
            pauses.add(Duration.between(tries.get(i - 1), tries.get(i)).toMillis());
        }
        return pauses;
    }

    private static ThrowingConsumer<Long> atLeast(long millis) {
        return pause -> assertThat(pause).isGreaterThanOrEqualTo(millis);
    }
}

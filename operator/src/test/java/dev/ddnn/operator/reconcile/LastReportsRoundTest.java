package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ddnn.api.kubeedge.NodeGroup;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.LastReports;
import dev.ddnn.contract.report.LastReports.LastReport;
import dev.ddnn.operator.config.WatchedNamespaces;
import dev.ddnn.operator.observe.HubClient;
import dev.ddnn.operator.observe.NodeGroups;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the API server is away. */
class LastReportsRoundTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final KubernetesClient nobody = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder()
                    .withMasterUrl("http://127.0.0.1:1")
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    private final List<LastReport> waiting = new ArrayList<>(List.of(last("one")));
    private Instant now = START;
    private HttpServer hub;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/v1/reports/last", exchange -> {
            byte[] bytes = ContractJson.write(new LastReports(waiting)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.stop(0);
        nobody.close();
    }

    @Test
    void whatCannotBeFoldedIsTriedEverLater() {
        assertThat(attempts(round("city"), 125)).containsExactly(0, 1, 2, 4, 8, 16, 32, 64, 124);
    }

    @Test
    void aNewOneDoesNotWaitForAnOldOne() {
        // Given
        var round = round("city");
        attempts(round, 40);

        // When
        waiting.add(last("other"));

        // Then
        assertThat(attempts(round, 2)).contains(0);
    }

    @Test
    void whatAnotherOperatorWatchesIsLeftToIt() {
        assertThat(attempts(round("village"), 3)).isEmpty();
    }

    /** In which of the next seconds it asked the API server. */
    private List<Integer> attempts(LastReportsRound round, int seconds) {
        var attempts = new ArrayList<Integer>();
        for (int second = 0; second < seconds; second++) {
            try {
                round.run();
            } catch (KubernetesClientException e) {
                attempts.add(second);
            }
            now = now.plus(Duration.ofSeconds(1));
        }
        return attempts;
    }

    private LastReportsRound round(String namespace) {
        var watched = new WatchedNamespaces(Set.of(namespace));
        var client = new HubClient("http://127.0.0.1:" + hub.getAddress().getPort(), null);
        var folding = new MeteringRound(nobody, watched, client, noGroups(), clock(), Duration.ofMinutes(1));
        return new LastReportsRound(client, watched, folding, clock());
    }

    private static NodeGroups noGroups() {
        return new NodeGroups() {
            @Override
            public boolean isServed() {
                return false;
            }

            @Override
            public Optional<NodeGroup> group(String name) {
                return Optional.empty();
            }
        };
    }

    private Clock clock() {
        return ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    }

    private static LastReport last(String pod) {
        return new LastReport("city", "digits", pod, "boot", 1);
    }
}

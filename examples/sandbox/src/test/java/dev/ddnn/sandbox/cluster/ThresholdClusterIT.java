package dev.ddnn.sandbox.cluster;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.ReceivedReports;
import dev.ddnn.sandbox.launch.HubClient;
import dev.ddnn.sandbox.story.Outcome;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new threshold reaches pods on real kubelets, which by themselves look at a ConfigMap once in a minute or so. */
@ExtendWith(DigitsClusterExtension.class)
class ThresholdClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    /** Usually it takes some seconds. Not one in hundreds of times would all eight pods be looked at so soon if nobody told their kubelets. */
    private static final double BAR_SECONDS = 30;

    private static final String MANIFEST = "10.DDNN.digits.yaml";

    @Test
    void thresholdReachesTheLastPodInTimeAndRestartsNone(DigitsCluster cluster) throws Exception {
        // Given
        String shipped = cluster.manifest(MANIFEST);
        String changed = shipped.replaceFirst("logits: gateway/logits", "$0, entropyBelow: \"0\"");
        cluster.digits().awaitReady(PATIENCE, System.out::println);
        SeenPods before = pods(cluster);
        String revision = revision(cluster);
        try (LocalPortForward forward = cluster.client()
                .services()
                .inNamespace("ddnn-system")
                .withName("hub")
                .portForward(HubClient.PORT)) {
            HubClient hub = new HubClient(URI.create("http://127.0.0.1:" + forward.getLocalPort()));

            // When
            long start = System.nanoTime();
            apply(cluster, changed);
            eventually(PATIENCE, () -> revision(cluster), r -> assertThat(r).isNotEqualTo(revision));
            eventually(PATIENCE, () -> reports(cluster, hub), all -> assertThat(all)
                    .hasSize(before.pods().size())
                    .allMatch(r -> hash(cluster, r.section()).equals(r.configHash())));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("seconds from apply of a threshold to the last pod that uses it: %.1f%n", seconds);

            // Then
            assertThat(seconds).isLessThanOrEqualTo(BAR_SECONDS);
            assertThat(exits(cluster.story().feed(100))).containsOnly("cloud");
            assertThat(pods(cluster)).isEqualTo(before);
        } finally {
            apply(cluster, shipped);
            eventually(PATIENCE, () -> revision(cluster), r -> assertThat(r).isEqualTo(revision));
        }
    }

    private static void apply(DigitsCluster cluster, String manifest) throws Exception {
        cluster.kubectlWithInput(manifest, "apply", "--server-side", "-f", "-").orFail();
    }

    private static SeenPods pods(DigitsCluster cluster) {
        return SeenPods.of(cluster.client(), cluster.namespace(), "digits");
    }

    private static String revision(DigitsCluster cluster) {
        return Objects.requireNonNull(cluster.digits().get().getStatus()).currentRevision();
    }

    private static Collection<PodReport> reports(DigitsCluster cluster, HubClient hub) throws Exception {
        Set<String> names =
                pods(cluster).pods().stream().map(SeenPods.SeenPod::name).collect(Collectors.toSet());
        // A pod that lost its process has a report of each boot; the newest counts.
        return hub.reports(cluster.namespace(), "digits").reports().stream()
                .filter(r -> names.contains(r.report().pod()))
                .collect(Collectors.toMap(
                        r -> r.report().pod(), r -> r, (a, b) -> a.ageMillis() <= b.ageMillis() ? a : b))
                .values()
                .stream()
                .map(ReceivedReports.Received::report)
                .toList();
    }

    private static String hash(DigitsCluster cluster, String section) {
        String json = cluster.client()
                .configMaps()
                .inNamespace(cluster.namespace())
                .withName("digits-" + section)
                .get()
                .getData()
                .get("section.json");
        return ContractJson.hash(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> exits(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(o -> Objects.requireNonNull(o.verdict(), String.valueOf(o.refused()))
                        .exit())
                .collect(Collectors.toSet());
    }
}

package dev.ddnn.sandbox.cluster;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Verdict;
import dev.ddnn.sandbox.testing.InTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The link between edge and cloud is cut for half a minute, while samples are fed at the device. */
@ExtendWith(DigitsClusterExtension.class)
class CutWanClusterIT {
    private static final String LINK = "edge-cloud";
    private static final int CUT_SECONDS = 30;
    private static final int FED_BEFORE_THE_CUT = 100;
    private static final int SAMPLES = 5000;
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Duration FEEDING = Duration.ofMinutes(8);

    @Test
    void cutGivesDegradedAnswersInTimeAndHealsWithoutARestart(DigitsCluster cluster) throws Exception {
        // Given
        cluster.digits().awaitReady(PATIENCE, System.out::println);
        SeenPods before = SeenPods.of(cluster.client(), cluster.namespace(), "digits");

        // When
        List<Outcome> outcomes = feedThroughACut(cluster);

        // Then
        Duration deadline = cluster.digits().deadline();
        long degraded = outcomes.stream().filter(CutWanClusterIT::isDegraded).count();
        System.out.printf(
                "cut for %d s: %d of %d answered, %d of them degraded, the slowest after %.1f s%n",
                CUT_SECONDS,
                outcomes.stream().filter(o -> o.verdict() != null).count(),
                outcomes.size(),
                degraded,
                outcomes.stream().mapToLong(Outcome::nanos).max().orElse(0) / 1e9);
        assertThat(outcomes).hasSize(SAMPLES).allSatisfy(o -> assertThat(o.refused())
                .isNull());
        InTime.areAnswered(outcomes, deadline);
        assertThat(outcomes)
                .filteredOn(CutWanClusterIT::isDegraded)
                .isNotEmpty()
                .allSatisfy(o ->
                        assertThat(Objects.requireNonNull(o.verdict()).exit()).isEqualTo("gateway"));
        eventually(PATIENCE, () -> cluster.story().feed(200), all -> assertThat(all)
                .allSatisfy(o -> assertThat(o.verdict())
                        .isNotNull()
                        .matches(Verdict::isComplete)
                        .matches(v -> !v.degraded())));
        assertThat(SeenPods.of(cluster.client(), cluster.namespace(), "digits")).isEqualTo(before);
    }

    private static boolean isDegraded(Outcome outcome) {
        return outcome.verdict() != null && outcome.verdict().degraded();
    }

    private static List<Outcome> feedThroughACut(DigitsCluster cluster) throws Exception {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        CompletableFuture<Void> flowing = new CompletableFuture<>();
        try (AutoCloseable listener = cluster.onProgress(done -> {
            if (done >= FED_BEFORE_THE_CUT) {
                flowing.complete(null);
            }
        })) {
            var feeding = threads.submit(() -> cluster.story().feed(SAMPLES));
            flowing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            cluster.wan(LINK, "--cut");
            String healed = threads.schedule(() -> cluster.wan(LINK, "--heal"), CUT_SECONDS, TimeUnit.SECONDS)
                    .get();
            assertThat(feeding)
                    .as("samples are still being fed when the link heals")
                    .isNotDone();
            assertThat(healed).contains("\"cut\":false");
            return feeding.get(FEEDING.toSeconds(), TimeUnit.SECONDS);
        } finally {
            cluster.wan(LINK, "--heal");
            threads.shutdownNow();
        }
    }
}

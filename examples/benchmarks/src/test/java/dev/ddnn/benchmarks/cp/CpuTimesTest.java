package dev.ddnn.benchmarks.cp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CpuTimesTest {
    @Test
    void aProcessThatWasStartedAndWorksIsTheControllers() throws IOException, InterruptedException {
        // Given
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            var before = CpuTimes.now(busy.pid());

            // When
            while (took(before, busy).getOrDefault("controller", 0.0) < 100) {
                TimeUnit.MILLISECONDS.sleep(10);
            }

            // Then
            assertThat(took(before, busy)).containsOnlyKeys("benchmark", "controller");
        } finally {
            busy.destroyForcibly().waitFor();
        }
    }

    private static Map<String, Double> took(CpuTimes before, Process busy) {
        return CpuTimes.now(busy.pid()).since(before, 1);
    }

    @Test
    void eachDdnnHasItsShareAndOfSeveralBurstsTheMedianCounts() {
        // Given
        var before = new CpuTimes(Map.of("API server", Duration.ofSeconds(1)));
        var after = new CpuTimes(Map.of("API server", Duration.ofSeconds(5), "etcd", Duration.ofMillis(400)));

        // When
        Map<String, Double> each = after.since(before, 40);

        // Then
        assertThat(each).containsExactlyInAnyOrderEntriesOf(Map.of("API server", 100.0, "etcd", 10.0));
        assertThat(CpuTimes.medians(List.of(each, Map.of("API server", 104.4, "etcd", 12.0), each)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("API server", 100L, "etcd", 10L));
    }
}

package dev.ddnn.benchmarks.cp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CpuTimesTest {
    @Test
    void processesAreToldByTheNamesTheyWereStartedBy(@TempDir Path directory) throws IOException, InterruptedException {
        // Given
        Path store = Files.createSymbolicLink(directory.resolve("etcd"), Path.of("/bin/sh"));
        Process controller = busy("sh");
        Process etcd = busy(store.toString());
        try {
            var before = CpuTimes.now(controller.pid());

            // When
            Map<String, Double> took = Map.of();
            while (took.getOrDefault("controller", 0.0) < 100 || took.getOrDefault("etcd", 0.0) < 100) {
                TimeUnit.MILLISECONDS.sleep(10);
                took = CpuTimes.now(controller.pid()).since(before, 1);
            }

            // Then
            assertThat(took).containsOnlyKeys("benchmark", "controller", "etcd");
        } finally {
            controller.destroyForcibly().waitFor();
            etcd.destroyForcibly().waitFor();
        }
    }

    private static Process busy(String shell) throws IOException {
        return new ProcessBuilder(shell, "-c", "while :; do :; done").start();
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

package dev.ddnn.benchmarks.cp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.benchmarks.cp.Primaries.Milestone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PrimariesTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void nobodyWaitsForAControllerThatHasEnded() throws Exception {
        // Given
        String program = "for i in $(seq 100); do echo line $i; done; echo 'no such kubeconfig' >&2; exit 3";
        try (var controller = JavaProcess.start("operator", directory, List.of("sh", "-c", program), Map.of());
                var primaries = new Primaries(watcher -> () -> {}, controller::check)) {
            // When / Then
            assertThatThrownBy(() -> primaries.await(Milestone.Ready, List.of("one"), LIMIT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "exit code 3",
                            directory.resolve("operator.log").toString(),
                            "line 100",
                            "no such kubeconfig")
                    .hasMessageNotContaining("line 50");
        }
    }
}

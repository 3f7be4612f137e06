package dev.ddnn.pod.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessUseTest {
    private long cpu = TimeUnit.SECONDS.toNanos(3);
    private OptionalLong resident = OptionalLong.of(1000);
    private long now;
    private final ProcessUse use = new ProcessUse(() -> cpu, () -> resident, () -> now);

    @Test
    void memoryIsIntegratedBetweenLooks() {
        // Given
        later(2, 3000);
        use.metered(null);

        // When
        later(1, 3000);
        var told = use.metered(Map.of("cloud", 4L));

        // Then
        assertThat(told.memoryByteSeconds()).isEqualTo(2 * 2000 + 3000);
        assertThat(told.cpuMillis()).isEqualTo(3000);
        assertThat(told.answered()).containsOnly(Map.entry("cloud", 4L));
    }

    @Test
    void aLookThatFailsLosesNothingOfBefore() {
        // Given
        later(2, 1000);
        use.metered(null);

        // When
        resident = OptionalLong.empty();
        now += TimeUnit.SECONDS.toNanos(5);
        var without = use.metered(null);
        later(1, 500);
        use.metered(null);
        later(1, 500);
        var again = use.metered(null);

        // Then
        assertThat(without.memoryByteSeconds()).isEqualTo(2000);
        assertThat(again.memoryByteSeconds()).isEqualTo(2500);
    }

    @Test
    void whatTheSystemDoesNotTellIsAbsent() {
        // Given
        var blind = new ProcessUse(() -> -1, OptionalLong::empty, () -> now);

        // When
        var told = blind.metered(null);

        // Then
        assertThat(told.cpuMillis()).isNull();
        assertThat(told.memoryByteSeconds()).isNull();
        assertThat(told.answered()).isNull();
    }

    @Test
    void theKernelsFileIsRead(@TempDir Path directory) throws IOException {
        // Given
        Path status = directory.resolve("status");
        Files.writeString(status, "Name:\tjava\nVmHWM:\t  9999 kB\nVmRSS:\t  2048 kB\nThreads:\t7\n");

        // When
        var read = ProcessUse.resident(status);

        // Then
        assertThat(read).hasValue(2048 * 1024);
        assertThat(ProcessUse.resident(directory.resolve("none"))).isEmpty();
        assertThat(ProcessUse.resident(Files.writeString(status, "VmRSS:\t many kB\n")))
                .isEmpty();
    }

    @Test
    void thisProcessKnowsItself() {
        // When
        var told = ProcessUse.ofThisProcess().metered(null);

        // Then
        assertThat(told.cpuMillis()).isPositive();
    }

    private void later(long seconds, long bytes) {
        now += TimeUnit.SECONDS.toNanos(seconds);
        resident = OptionalLong.of(bytes);
    }
}

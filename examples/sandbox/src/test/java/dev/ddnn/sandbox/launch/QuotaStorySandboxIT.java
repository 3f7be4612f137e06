package dev.ddnn.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.junit.KubernetesProgramsCondition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole of {@code examples/up quota --once}, in a sandbox of its own: takes minutes, so it is run by name. */
@ExtendWith(KubernetesProgramsCondition.class)
class QuotaStorySandboxIT {
    @Test
    void oneFitsOneWaitsAndOneGetsInWhileNoSampleIsRefused(@TempDir Path directory) throws Exception {
        // Given
        Path table = directory.resolve("table.json");
        Options options = Options.parse(List.of("quota", "--once", "--json", table.toString()));

        // When
        try (Cleanup cleanup = new Cleanup()) {
            int code = new Performance(
                            options,
                            Checkout.find(),
                            Files.createDirectories(directory.resolve("sandbox")),
                            cleanup,
                            new Console())
                    .run();

            // Then
            assertThat(code).isZero();
        }
        assertThat(Files.readString(table)).contains("\"story\"");
    }
}

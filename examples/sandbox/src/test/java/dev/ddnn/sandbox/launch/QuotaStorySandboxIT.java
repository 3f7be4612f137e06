package dev.ddnn.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    void oneFitsOneWaitsAndOneGetsInAndTheBillHasEverySample(@TempDir Path directory) throws Exception {
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
        JsonNode bill = new ObjectMapper().readTree(table.toFile()).at("/quota/bill");
        assertThat(bill.path("differences")).isEmpty();
        assertThat(bill.path("lines"))
                .extracting(line -> line.path("namespace").asText() + "/"
                        + line.path("ddnn").asText())
                .containsExactly("default/digits", "default/late", "default/trial", "harbour/digits");
        assertThat(bill.path("lines")).allSatisfy(line -> {
            assertThat(line.path("answered")).isEqualTo(line.at("/clients/answered"));
            assertThat(line.path("cost").decimalValue()).isPositive();
        });
    }
}

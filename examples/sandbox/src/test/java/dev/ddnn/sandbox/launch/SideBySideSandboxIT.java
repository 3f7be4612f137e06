package dev.ddnn.sandbox.launch;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two sandboxes on one machine do not meet. */
@ExtendWith(DigitsSandboxExtension.class)
class SideBySideSandboxIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void secondSandboxRunsBesideTheFirst(DigitsSandbox digits) throws Exception {
        // Given
        Sandbox first = digits.sandbox();

        // When
        try (Sandbox second = Sandbox.start(StoryStage.settings(
                digits.story(), folder.resolve("second"), Checkout.find().images(), false))) {
            // Then
            for (Sandbox each : List.of(first, second)) {
                assertThat(each.controlPlane()
                                .kubectl("get", "--raw", "/readyz")
                                .orFail())
                        .isEqualTo("ok");
                assertThat(nodes(each)).hasSize(8).contains("cam-0", "edge-0", "cloud-0");
            }
            assertThat(second.controlPlane().apiServerUrl())
                    .isNotEqualTo(first.controlPlane().apiServerUrl());
            assertThat(clusterAddress(second)).isNotEqualTo(clusterAddress(first));
        }
        assertThat(digits.feed(digits.digits(), 40))
                .allSatisfy(o -> assertThat(o.verdict()).isNotNull());
    }

    private static List<String> nodes(Sandbox sandbox) {
        return sandbox.client().nodes().list().getItems().stream()
                .filter(n -> n.getStatus().getConditions().stream()
                        .anyMatch(c ->
                                c.getType().equals("Ready") && c.getStatus().equals("True")))
                .map(n -> n.getMetadata().getName())
                .toList();
    }

    private static String clusterAddress(Sandbox sandbox) {
        return eventually(
                        SOON,
                        () -> sandbox.client()
                                .services()
                                .inNamespace("default")
                                .withName("kubernetes")
                                .get(),
                        s -> assertThat(s).isNotNull())
                .getSpec()
                .getClusterIP();
    }
}

package dev.ddnn.sandbox.launch;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.KubectlResult;
import dev.ddnn.sandbox.story.Feeding;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import dev.ddnn.sandbox.testing.RunningKubectl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two sandboxes on one machine do not meet. The second one's nodes take no pods, so nothing gets Ready there; in the first one
 * samples flow meanwhile, and nothing changes.
 */
@ExtendWith(DigitsSandboxExtension.class)
class SideBySideSandboxIT {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** The first minute of silence may begin late: what tests before this one did has to settle. */
    private static final Duration SETTLED = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void watchIsSilentForAMinuteWhileSamplesFlowAndAnotherSandboxComesAndGoes(DigitsSandbox digits) throws Exception {
        // Given
        digits.digits().awaitReady(SOON, System.out::println);
        digits.cloudOnly().awaitReady(SOON, System.out::println);
        try (RunningKubectl watch =
                        RunningKubectl.start(digits.sandbox(), folder, "get", "ddnn", "-w", "--no-headers");
                Feeding feeding = new Feeding(digits)) {
            eventually(SOON, watch::lines, l -> assertThat(l).isNotEmpty().allMatch(row -> row.contains("True")));

            // When
            try (DigitsSandbox second = DigitsSandbox.start(false)) {
                areApart(digits.sandbox(), second.sandbox());
                nothingIsReady(second.sandbox());
            }

            // Then
            eventually(SETTLED, watch::silent, s -> assertThat(s).isGreaterThan(SILENCE));
            assertThat(watch.isAlive()).isTrue();
            assertThat(feeding.stop()).hasSizeGreaterThan(300).allSatisfy(o -> assertThat(o.verdict())
                    .isNotNull());
            int rows = watch.lines().size();
            digits.kubectl("label", "ddnn/digits", "seen=yes");
            eventually(SOON, watch::lines, l -> assertThat(l).hasSizeGreaterThan(rows));
        } finally {
            digits.kubectl("label", "ddnn/digits", "seen-");
        }
    }

    private static void areApart(Sandbox first, Sandbox second) throws InterruptedException {
        for (Sandbox each : List.of(first, second)) {
            assertThat(each.controlPlane().kubectl("get", "--raw", "/readyz").orFail())
                    .isEqualTo("ok");
            assertThat(nodes(each)).hasSize(8).contains("cam-0", "edge-0", "cloud-0");
        }
        assertThat(second.controlPlane().apiServerUrl())
                .isNotEqualTo(first.controlPlane().apiServerUrl());
        assertThat(clusterAddress(second)).isNotEqualTo(clusterAddress(first));
    }

    private static void nothingIsReady(Sandbox sandbox) throws InterruptedException {
        KubectlResult wait =
                sandbox.controlPlane().kubectl("wait", "--for=condition=Ready", "--timeout=30s", "ddnn/digits");
        assertThat(wait.exitCode()).isNotZero();
        assertThat(wait.errors()).contains("timed out waiting for the condition");
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

package dev.ddnn.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.KubectlResult;
import dev.ddnn.controlplane.junit.KubernetesProgramsCondition;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KubernetesProgramsCondition.class)
class NoPodsSandboxIT {
    @Test
    void nothingIsReadyWhereNoPodsAreStarted() throws Exception {
        // Given
        try (DigitsSandbox digits = DigitsSandbox.start(false)) {
            // When
            KubectlResult wait = digits.sandbox()
                    .controlPlane()
                    .kubectl("wait", "--for=condition=Ready", "--timeout=30s", "ddnn/digits");

            // Then
            assertThat(wait.exitCode()).isNotZero();
            assertThat(wait.errors()).contains("timed out waiting for the condition");
        }
    }
}

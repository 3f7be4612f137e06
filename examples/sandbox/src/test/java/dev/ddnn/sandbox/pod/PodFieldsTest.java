package dev.ddnn.sandbox.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodFieldsTest {
    private static PodSpecBuilder plain() {
        return new PodSpecBuilder()
                .addNewContainer()
                .withName("main")
                .withImage("x")
                .addNewEnv()
                .withName("A")
                .withValue("b")
                .endEnv()
                .endContainer();
    }

    @Test
    void plainPodIsHonoured() {
        // When
        PodFields fields = PodFields.of(plain().build());

        // Then
        assertThat(fields.refused()).isEmpty();
        assertThat(fields.notEnforced()).isEmpty();
    }

    @Test
    void limitsAndSecurityAreAcceptedAndNamed() {
        // Given
        PodSpec spec = plain().editFirstContainer()
                .withNewResources()
                .withLimits(Map.of("cpu", new Quantity("1"), "memory", new Quantity("64Mi")))
                .endResources()
                .withNewSecurityContext()
                .withReadOnlyRootFilesystem(true)
                .endSecurityContext()
                .addNewPort()
                .withContainerPort(8080)
                .withHostPort(8070)
                .endPort()
                .endContainer()
                .build();

        // When
        PodFields fields = PodFields.of(spec);

        // Then
        assertThat(fields.refused()).isEmpty();
        assertThat(fields.notEnforced())
                .containsExactly(
                        "containers[].ports[].hostPort",
                        "containers[].resources.limits.cpu",
                        "containers[].securityContext.readOnlyRootFilesystem");
    }

    @Test
    void everythingElseIsRefusedByName() {
        // Given
        PodSpec spec = plain().withHostNetwork(true)
                .addNewVolume()
                .withName("v")
                .withNewHostPath("/x", null)
                .endVolume()
                .build();

        // When
        PodFields fields = PodFields.of(spec);

        // Then
        assertThat(fields.problems(spec)).containsExactly("spec.hostNetwork", "spec.volumes[].hostPath.path");
    }
}

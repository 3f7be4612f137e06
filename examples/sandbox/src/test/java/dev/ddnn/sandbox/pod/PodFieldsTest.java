package dev.ddnn.sandbox.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .endContainer()
                .build();

        // When
        PodFields fields = PodFields.of(spec);

        // Then
        assertThat(fields.refused()).isEmpty();
        assertThat(fields.notEnforced())
                .containsExactly(
                        "containers[].resources.limits.cpu", "containers[].securityContext.readOnlyRootFilesystem");
    }

    @ParameterizedTest
    @CsvSource({"8070, TCP, true", "80, TCP, false", "8070, UDP, false"})
    void portOfANodeIsHadWhereNobodyNeedsToBeRoot(int port, String protocol, boolean had) {
        // Given
        PodSpec spec = plain().editFirstContainer()
                .addNewPort()
                .withContainerPort(8080)
                .withHostPort(port)
                .withProtocol(protocol)
                .endPort()
                .endContainer()
                .build();

        // When
        PodFields fields = PodFields.of(spec);

        // Then
        assertThat(fields.notEnforced()).isEmpty();
        assertThat(fields.problems(spec))
                .isEqualTo(
                        had
                                ? List.of()
                                : List.of(
                                        "hostPort must be a TCP port of 1024 or more, since nothing here runs as root;"
                                                + " found " + port + " " + protocol));
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

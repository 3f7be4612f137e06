package dev.ddnn.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.testing.Deployments;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadReaderTest {
    private static final Map<String, String> LABELS = Map.of(Labels.SECTION, "camera");

    @Test
    void whatAdmissionSaysToADeploymentStandsInItsCondition() {
        // Given
        var deployment = Deployments.of("camera", 1, 0)
                .editStatus()
                .addNewCondition()
                .withType("ReplicaFailure")
                .withStatus("True")
                .withMessage("pods \"digits-camera-5f6b7c8d9-x2x4z\" is forbidden: exceeded quota: small")
                .endCondition()
                .endStatus()
                .build();

        // When
        var workload = WorkloadReader.deployment(deployment).orElseThrow();

        // Then: without the name of the pod, which is another one at each attempt
        assertThat(workload.refusal()).isEqualTo("pods \"digits-camera\" is forbidden: exceeded quota: small");
        assertThat(workload.settled()).isFalse();
    }

    /** A count of new pods from before a change, a pause without a change, or one that came too late, would be told as pods that stay. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    # paused, generation seen, pods wanted, new pods: how many are new where it is paused
                    true,  3, 2, 0, 0
                    true,  3, 2, -, 0
                    true,  3, 2, 1, 1
                    true,  3, 2, 2, -
                    true,  3, 0, 0, -
                    true,  2, 2, 1, -
                    true,  -, 2, -, -
                    false, 3, 2, 1, -
                    -,     3, 2, 1, -
                    """)
    void aPausedDeploymentSaysHowManyPodsAreNewUnlessAllAre(
            @Nullable Boolean paused,
            @Nullable Long seen,
            int wanted,
            @Nullable Integer updated,
            @Nullable Integer expected) {
        // Given
        var deployment = Deployments.of("camera", wanted, wanted)
                .editMetadata()
                .withGeneration(3L)
                .endMetadata()
                .editSpec()
                .withPaused(paused)
                .endSpec()
                .editStatus()
                .withObservedGeneration(seen)
                .withUpdatedReplicas(updated)
                .endStatus()
                .build();

        // When
        var workload = WorkloadReader.deployment(deployment).orElseThrow();

        // Then
        assertThat(workload.pausedAt()).isEqualTo(expected);
    }

    @Test
    void aDaemonSetIsAskedForOnlyWherePodsAreMissing() {
        assertThat(refusal(daemonSet(3, 2))).isEqualTo("no");
        assertThat(refusal(daemonSet(3, 3))).isNull();
    }

    @Test
    void aDaemonSetIsSettledWhenAllItsPodsAreNewAndReady() {
        var workload = WorkloadReader.daemonSet(daemonSet(3, 3), any -> Optional.empty())
                .orElseThrow();
        assertThat(workload.settled()).isTrue();
        assertThat(workload.replicas()).isEqualTo(3);
    }

    private static String refusal(DaemonSet daemonSet) {
        return WorkloadReader.daemonSet(daemonSet, any -> Optional.of("no"))
                .orElseThrow()
                .refusal();
    }

    private static DaemonSet daemonSet(int wanted, int there) {
        return new DaemonSetBuilder()
                .withNewMetadata()
                .withName("digits-camera")
                .withLabels(LABELS)
                .withGeneration(2L)
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .endSpec()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(2L)
                .withDesiredNumberScheduled(wanted)
                .withCurrentNumberScheduled(there)
                .withUpdatedNumberScheduled(there)
                .withNumberReady(there)
                .endStatus()
                .build();
    }
}

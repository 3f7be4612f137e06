package dev.ddnn.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.Observed.Place;
import dev.ddnn.operator.plan.Observed.PodState;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of a pod stands still while the pod's trouble does. */
class PodReaderTest {
    @Test
    void anImageThatCannotBePulledHasOneWordForBothOfItsStates() {
        // Given
        var tried = container()
                .withNewState()
                .withNewWaiting()
                .withReason("ErrImagePull")
                .withMessage("rpc error: not found")
                .endWaiting()
                .endState()
                .build();
        var waits = container()
                .withNewState()
                .withNewWaiting()
                .withReason("ImagePullBackOff")
                .withMessage("Back-off pulling image, 2m40s")
                .endWaiting()
                .endState()
                .build();

        // When
        var one = trouble(pod().editStatus().withContainerStatuses(tried).endStatus());
        var other = trouble(pod().editStatus().withContainerStatuses(waits).endStatus());

        // Then
        assertThat(one)
                .isEqualTo("ImagePullBackOff: image 'registry/section-pod:1' cannot be pulled."
                        + " Check its name, and `spec.imagePullSecrets`")
                .isEqualTo(other);
    }

    @Test
    void aProcessThatEndsSaysHow() {
        // Given
        var loops = container()
                .withRestartCount(7)
                .withNewState()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .withMessage("back-off 5m0s restarting failed container")
                .endWaiting()
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(137)
                .withReason("OOMKilled")
                .endTerminated()
                .endLastState()
                .build();

        // When, Then
        assertThat(trouble(pod().editStatus().withContainerStatuses(loops).endStatus()))
                .isEqualTo("CrashLoopBackOff: its last run ended with exit code 137 (OOMKilled); see its log");
    }

    @Test
    void whatTheSchedulerSaysIsSaid() {
        assertThat(trouble(pod().editStatus()
                        .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage("0/2 nodes are available: 2 Insufficient memory.")
                        .endCondition()
                        .endStatus()))
                .isEqualTo("Unschedulable: 0/2 nodes are available: 2 Insufficient memory.");
    }

    @Test
    void aPodThatTheNodeHoldsIsNotStuck() {
        assertThat(trouble(pod().editStatus()
                        .addNewCondition()
                        .withType("HeldUpgrade")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()))
                .startsWith("HeldUpgrade: ");
    }

    @Test
    void aReadyPodHasNoTroubleAndAPlace() {
        // Given
        var pod = pod().editSpec()
                .withNodeName("cam-1")
                .endSpec()
                .editStatus()
                .withPodIP("10.1.0.7")
                .withHostIP("192.168.7.10")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus();

        // When
        PodState state = PodReader.pod(pod.build(), Set.of()).orElseThrow();

        // Then
        assertThat(state.trouble()).isNull();
        assertThat(state.place()).isEqualTo(new Place("cam-1", "10.1.0.7", "192.168.7.10"));
        assertThat(state.isOn("cam-1")).isTrue();
    }

    @Test
    void aPodThatIsToldToGoIsStuckWhereNobodyCanTakeItAway() {
        // Given
        var pod = pod().editSpec().withNodeName("edge-0").endSpec();
        var leaving = new PodBuilder(pod.build())
                .editMetadata()
                .withDeletionTimestamp("2026-01-31T10:12:00Z")
                .endMetadata();
        var finished =
                new PodBuilder(leaving.build()).editStatus().withPhase("Failed").endStatus();

        // When, Then
        assertThat(isStuck(leaving, Set.of("edge-1"))).isTrue();
        assertThat(isStuck(leaving, Set.of("edge-0"))).isFalse();
        assertThat(isStuck(pod, Set.of())).isFalse();
        assertThat(isStuck(finished, Set.of())).isFalse();
    }

    private static boolean isStuck(PodBuilder pod, Set<String> readyNodes) {
        return PodReader.pod(pod.build(), readyNodes).orElseThrow().stuck();
    }

    private static String trouble(PodBuilder pod) {
        return PodReader.pod(pod.build(), Set.of()).orElseThrow().trouble();
    }

    private static ContainerStatusBuilder container() {
        return new ContainerStatusBuilder().withName("section").withImage("registry/section-pod:1");
    }

    private static PodBuilder pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("digits-camera-x")
                .withUid("uid")
                .withLabels(Map.of(Labels.SECTION, "camera", Labels.BRANCH, "view0"))
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .endStatus();
    }
}

package dev.ddnn.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodTroublesTest {
    private static Pod pod(String status) {
        return Serialization.unmarshal("""
                metadata: {name: p, namespace: n}
                spec: {nodeName: device}
                status: {%s}
                """.formatted(status), Pod.class);
    }

    private static Pod waiting(String reason) {
        return pod("containerStatuses: [{image: x/y:1, state: {waiting: {reason: " + reason + ", message: why}}}]");
    }

    @Test
    void eachTroubleIsSaidWithItsRemedy() {
        assertThat(PodTroubles.of(List.of(waiting("ImagePullBackOff"))))
                .containsExactly(
                        "pod p on device cannot get image x/y:1 (ImagePullBackOff): " + ClusterChecks.IMAGE_REMEDY);
        assertThat(PodTroubles.of(List.of(waiting("CrashLoopBackOff"))))
                .containsExactly("pod p on device ends again and again: kubectl logs -n n p --previous");
        assertThat(PodTroubles.of(List.of(waiting("CreateContainerConfigError"))))
                .containsExactly("pod p on device: CreateContainerConfigError: why");
        assertThat(PodTroubles.of(
                        List.of(pod("conditions: [{type: PodScheduled, status: 'False', message: 0/3 nodes}]"))))
                .containsExactly("pod p finds no node: 0/3 nodes");
    }

    @Test
    void whatIsUsualIsNoTrouble() {
        assertThat(PodTroubles.of(List.of(waiting("ContainerCreating")))).isEmpty();
        assertThat(PodTroubles.text(List.of(waiting("ContainerCreating")))).isEmpty();
        assertThat(PodTroubles.haveNoImage(List.of(waiting("CrashLoopBackOff"))))
                .isFalse();
        assertThat(PodTroubles.haveNoImage(List.of(waiting("ErrImagePull")))).isTrue();
    }
}

package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A threshold reaches running pods without a restart and without a moment in which a message could be refused. */
@ExtendWith(SceneExtension.class)
class ThresholdApiServerIT {
    private final Scene scene;
    private final Harness harness;

    ThresholdApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @BeforeEach
    void given() {
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
    }

    @Test
    void itIsStagedThenAnsweredThenTheOldOneLeavesFromTheBottomUp() {
        // Given
        String old = scene.ddnn().getStatus().currentRevision();
        Map<String, String> pods = podsByUid();

        // When
        scene.apply(scene.spec("0.7"));

        // Then
        String target = staged(old);
        answered(old, target);
        retired(old, target);
        assertThat(scene.awaitReady().currentRevision()).isEqualTo(target);
        assertThat(podsByUid()).isEqualTo(pods);
    }

    /** Held everywhere, while the old one answers and no pod says yet that it holds the new one. */
    private String staged(String old) {
        Await.until("staged", () -> List.of("camera", "gateway", "cloud").stream()
                .allMatch(section -> scene.held(section).size() == 2));
        assertThat(scene.config("gateway").answering()).isEqualTo(old);
        String target = scene.held("gateway").get(1);
        DDNNStatus staged = scene.awaitStill("on its way", status -> Scene.isTrue(status, ConditionType.Reconciling));
        assertThat(Scene.isTrue(staged, ConditionType.Ready)).isTrue();
        assertThat(staged.currentRevision()).isEqualTo(old);
        return target;
    }

    /** The deciding section alone chooses, and only once every section holds it. */
    private void answered(String old, String target) {
        follow("camera");
        follow("gateway");
        Await.until("pods were told", () -> pods("cloud").stream().allMatch(this::isTold));
        assertThat(scene.config("gateway").answering())
                .as("the cloud does not hold it yet")
                .isEqualTo(old);

        follow("cloud");
        Await.until(
                "the deciding section answers it",
                () -> scene.config("gateway").answering().equals(target));
        assertThat(scene.held("cloud")).containsExactly(old, target);
        assertThat(scene.ddnn().getStatus().currentRevision())
                .as("no pod follows yet")
                .isEqualTo(old);
    }

    /** From the bottom up, as each section below has let go. */
    private void retired(String old, String target) {
        follow("gateway");
        Await.until("the bottom lets go first", () -> scene.held("camera").equals(List.of(target)));
        assertThat(scene.held("gateway")).containsExactly(old, target);

        follow("camera");
        Await.until("then the gateway", () -> scene.held("gateway").equals(List.of(target)));
        assertThat(scene.held("cloud")).containsExactly(old, target);

        follow("gateway");
        Await.until("then the cloud", () -> scene.held("cloud").equals(List.of(target)));
    }

    @Test
    void revertingItHalfWayGoesBackTheSameRoad() {
        // Given
        String old = scene.ddnn().getStatus().currentRevision();
        scene.apply(scene.spec("0.7"));
        Await.until("staged", () -> scene.held("cloud").size() == 2);

        // When
        scene.apply(scene.spec("0.5"));

        // Then
        DDNNStatus done = scene.awaitReady();
        assertThat(done.currentRevision()).isEqualTo(old);
        assertThat(scene.held("cloud")).containsExactly(old);
    }

    @Test
    void thePodsAreToldAgainIfTheyDoNotFollow() {
        // When
        scene.apply(scene.spec("0.9"));

        // Then
        Await.until("told a second time", () -> pods("cloud").stream().anyMatch(pod -> String.valueOf(
                        pod.getMetadata().getAnnotations().get(Labels.CONFIG))
                .endsWith(".1")));
    }

    private boolean isTold(Pod pod) {
        return pod.getMetadata().getAnnotations() != null
                && pod.getMetadata().getAnnotations().containsKey(Labels.CONFIG);
    }

    private void follow(String section) {
        pods(section).forEach(harness.kubelet::follow);
    }

    private List<Pod> pods(String section) {
        return harness.kubelet.pods(scene.namespace, Scene.NAME).stream()
                .filter(pod -> section.equals(pod.getMetadata().getLabels().get(Labels.SECTION)))
                .toList();
    }

    private Map<String, String> podsByUid() {
        return harness.kubelet.pods(scene.namespace, Scene.NAME).stream()
                .collect(Collectors.toMap(pod -> pod.getMetadata().getUid(), pod -> pod.getMetadata()
                        .getName()));
    }
}

package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another revision reaches running pods without a restart and without a moment in which a message could be refused. */
@ExtendWith(SceneExtension.class)
class RolloutApiServerIT {
    private final Scene scene;
    private final Harness harness;

    RolloutApiServerIT(Scene scene) {
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
    void anotherModelIsStagedFromTheTopTakesAllSamplesAndTheOldOneLeavesFromTheBottomUp() {
        // Given
        String old = scene.ddnn().getStatus().currentRevision();
        Map<String, String> pods = podsByUid();

        // When
        scene.apply(DDNNs.camerasGatewayCloud(scene.prefix, "retrained", 2, "0.5"));

        // Then
        String target = staged(old);
        answered(old, target);
        retired(old, target);
        DDNNStatus done = scene.awaitReady();
        assertThat(done.currentRevision()).isEqualTo(target);
        assertThat(done.rollout()).isNull();
        assertThat(Scene.isTrue(done, ConditionType.RolledOut)).isTrue();
        assertThat(podsByUid()).isEqualTo(pods);
    }

    /** From the top down, each section when the pods of the one above hold it, while the old one answers. */
    private String staged(String old) {
        Await.until("the top is told", () -> scene.held("cloud").size() == 2);
        assertThat(scene.held("gateway")).containsExactly(old);
        String target = scene.held("cloud").get(1);
        DDNNStatus staged = scene.awaitStill(
                "on its way",
                status -> target.equals(status.targetRevision()) && Scene.isTrue(status, ConditionType.Reconciling));
        assertThat(Scene.isTrue(staged, ConditionType.Ready)).isTrue();
        assertThat(Scene.isTrue(staged, ConditionType.RolledOut)).isFalse();
        assertThat(staged.currentRevision()).isEqualTo(old);

        follow("cloud");
        Await.until("then the gateway", () -> scene.held("gateway").equals(List.of(old, target)));
        assertThat(scene.held("camera")).containsExactly(old);

        follow("gateway");
        Await.until("then the cameras", () -> scene.held("camera").equals(List.of(old, target)));
        assertThat(percentages()).isEqualTo("0/0");
        return target;
    }

    /** The deciding section alone chooses, and only once every pod sends and takes it. */
    private void answered(String old, String target) {
        follow("camera");
        Await.until(
                "all are told to compute both",
                () -> percentages().equals("100/0")
                        && percentages("camera").equals("100/100")
                        && percentages("cloud").equals("100/100"));
        follow("gateway");
        follow("cloud");
        Await.until("pods were told", () -> pods("camera").stream().allMatch(this::isTold));
        assertThat(percentages()).as("the cameras do not follow yet").isEqualTo("100/0");

        follow("camera");
        Await.until("all samples take it", () -> percentages().equals("100/100"));
        follow("gateway");
        Await.until("it is promoted", () -> scene.config("gateway").answering().equals(target));
        assertThat(scene.held("cloud")).containsExactly(old, target);
        assertThat(scene.held("camera")).containsExactly(old, target);
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

    /** Of the deciding section: shadow and route; the others have no route of their own, and are told the same twice. */
    private String percentages() {
        return percentages("gateway");
    }

    private String percentages(String section) {
        Rollout rollout = scene.config(section).rollout();
        return rollout == null ? "none" : rollout.shadowPercent() + "/" + rollout.routePercent();
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

package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.Problem;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.testing.DDNNs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What status says is so, and it says so in time. */
@ExtendWith(SceneExtension.class)
class TruthApiServerIT {
    private final Scene scene;
    private final Harness harness;

    TruthApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @Test
    void nothingChangedMeansNothingWritten() {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        Await.until("what was stored is told", () -> events().contains("Serving"));
        int visits = harness.hub.asked(scene.namespace);
        Await.until(
                "the visit that stored it is over: another one has begun",
                () -> harness.hub.asked(scene.namespace) > visits);

        // When
        harness.writes.reset();
        Instant end = Instant.now().plus(Duration.ofSeconds(12));
        Await.until("twelve seconds of rest", () -> Instant.now().isAfter(end));

        // Then
        assertThat(harness.writes.writes()).noneMatch(write -> write.contains("/" + scene.namespace + "/"));
    }

    @Test
    void aBadSpecIsRefusedWithAllItsErrorsAndHealedByRevertingIt() {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        DDNNStatus good = scene.awaitReady();

        // When
        scene.apply(DDNNs.with(
                DDNNs.camerasGatewayCloud(scene.prefix, "model", 7, "0.5"),
                "camera",
                section -> DDNNs.replicas(section, 2)));

        // Then
        DDNNStatus refused = scene.awaitStill("it is refused", status -> Scene.isTrue(status, ConditionType.Stalled));
        assertThat(Scene.condition(refused, ConditionType.Ready).orElseThrow().getMessage())
                .contains("`spec.sections[1].join.minBranches` must be from 1 to 3")
                .contains("`spec.sections[0].replicas` must be absent or 1");
        assertThat(refused.currentRevision()).isEqualTo(good.currentRevision());
        assertThat(scene.children()).hasSize(11);

        scene.apply(scene.spec("0.5"));
        DDNNStatus healed = scene.awaitReady();
        assertThat(healed.currentRevision()).isEqualTo(good.currentRevision());
        assertThat(Scene.condition(healed, ConditionType.Stalled)).isEmpty();
        Await.until("Events tell it all", () -> events().containsAll(List.of("SpecRefused", "Serving", "ModelCut")));
    }

    @Test
    void whatTheHubSaysOfTheModelStandsInStatus() {
        // Given
        scene.withPools();
        harness.hub.answer("hub:strange", request -> CutResponse.fetching("fetched 3 of 40 MB"));
        scene.apply(DDNNs.camerasGatewayCloud(scene.prefix, "strange", 2, "0.5"));
        scene.awaitStill("it waits for the model", status -> message(status).equals("fetched 3 of 40 MB"));

        // When
        harness.hub.answer(
                "hub:strange",
                request ->
                        CutResponse.refused(List.of(new Problem("spec.model.source.sha256", "`sha256` must match"))));

        // Then
        scene.awaitStill(
                "it is refused",
                status -> Scene.isTrue(status, ConditionType.Stalled)
                        && message(status).contains("must match"));
        harness.hub.answer("hub:strange", FakeHub::cut);
        scene.awaitReady();
    }

    @Test
    void anUnreadyPodShowsAndABranchBeyondTheQuorumOnlyDegrades() {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();

        // When
        unready("view2");

        // Then
        DDNNStatus degraded =
                scene.awaitStill("it is degraded", status -> Scene.isTrue(status, ConditionType.Degraded));
        assertThat(Scene.isTrue(degraded, ConditionType.Ready)).isTrue();
        assertThat(degraded.sectionSummary()).startsWith("camera 2/3");

        unready("view1");
        scene.awaitStill("it is not ready", status -> !Scene.isTrue(status, ConditionType.Ready));
        scene.awaitReady();
    }

    @Test
    void aSpecThatChangedWhileTheOperatorWasDownIsNeverReadyUnseen() {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        harness.stopOperator();

        // When
        scene.apply(DDNNs.camerasGatewayCloud(scene.prefix, "other", 2, "0.5"));

        // Then
        DDNN stale = scene.ddnn();
        assertThat(stale.getStatus().observedGeneration())
                .isLessThan(stale.getMetadata().getGeneration());
        harness.startOperator();
        DDNNStatus seen = scene.awaitStill("seen", status -> Scene.isTrue(status, ConditionType.Reconciling));
        assertThat(seen.currentRevision()).isNotEqualTo(seen.targetRevision());
        assertThat(scene.awaitReady().currentRevision()).isEqualTo(seen.targetRevision());
    }

    @Test
    void noUpdateIsLostHoweverCloselyItFollowsAStatus() {
        // Given
        scene.pool("cloud", Tier.Cloud, 1);
        int rounds = 60;

        // When: change the spec the moment that status speaks of the one before
        for (int i = 1; i <= rounds; i++) {
            int replicas = i;
            scene.apply(DDNNs.with(
                    DDNNs.cloudOnly(scene.prefix, "model"),
                    "cloud",
                    section -> DDNNs.replicas(section, replicas % 3 + 1)));
            scene.awaitStill("status of round " + i, status -> true);
        }

        // Then
        scene.awaitStill("the last one", status -> ("cloud 0/" + (rounds % 3 + 1)).equals(status.sectionSummary()));
    }

    private void unready(String branch) {
        harness.kubelet.pods(scene.namespace, Scene.NAME).stream()
                .filter(pod -> branch.equals(pod.getMetadata().getLabels().get(Labels.BRANCH))
                        && "camera".equals(pod.getMetadata().getLabels().get(Labels.SECTION)))
                .forEach(pod -> harness.kubelet.setReady(pod, false));
    }

    private List<String> events() {
        return harness.admin.v1().events().inNamespace(scene.namespace).list().getItems().stream()
                .filter(event -> "DDNN".equals(event.getInvolvedObject().getKind()))
                .map(event -> event.getReason())
                .toList();
    }

    private static String message(DDNNStatus status) {
        return Scene.condition(status, ConditionType.Ready)
                .map(condition -> condition.getMessage())
                .orElse("");
    }
}

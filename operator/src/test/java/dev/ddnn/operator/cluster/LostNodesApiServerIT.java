package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.OfflinePolicy;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of pods on a node that is away is the pool's word. */
@ExtendWith(SceneExtension.class)
class LostNodesApiServerIT {
    private final Scene scene;
    private final Harness harness;

    LostNodesApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @Test
    void aNodeThatIsCutOffAndBackKeepsItsBranch() {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        List<String> nodes = Scene.nodes(scene.awaitReady());
        Map<String, String> before = scene.cameraPods();

        // When
        harness.nodes.cutOff(scene.camera(1), "2026-01-31T10:12:00Z");
        lose(scene.camera(1));

        // Then
        var pool = scene.awaitPool("cameras", status -> "2/3".equals(status.nodeSummary()));
        assertThat(pool.offlineSummary()).isEqualTo(scene.camera(1) + " since 2026-01-31T10:12Z");
        var away = scene.awaitStill("it is degraded", status -> Scene.isTrue(status, ConditionType.Degraded));
        assertThat(Scene.isTrue(away, ConditionType.Ready)).isTrue();
        assertThat(Scene.nodes(away)).isEqualTo(nodes);

        // When
        harness.nodes.reconnect(scene.camera(1));

        // Then
        scene.await("all are back", status -> !Scene.isTrue(status, ConditionType.Degraded));
        assertThat(Scene.nodes(scene.awaitReady())).isEqualTo(nodes);
        assertThat(scene.cameraPods()).isEqualTo(before);
        scene.awaitPool("cameras", status -> status.offlineNodes() == null);
    }

    @Test
    void aBranchLeavesALostNodeWhereThePoolSaysSo() {
        // Given
        harness.nodes.add(scene.camera(3), scene.prefix + "cameras");
        scene.pool("edge", Tier.Edge, 1);
        scene.pool("cloud", Tier.Cloud, 1);
        for (int i = 0; i < 3; i++) {
            harness.nodes.add(scene.camera(i), scene.prefix + "cameras");
        }
        var cameras = DDNNs.pool(scene.prefix + "cameras", Tier.Device);
        cameras.setSpec(
                new DDNNNodePoolSpec(Tier.Device, cameras.getSpec().nodes(), null, OfflinePolicy.Evict, null, null));
        harness.admin.resource(cameras).create();
        harness.nodes.awaitSeen(scene.prefix + "cameras", 4);
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        Map<String, String> before = scene.cameraPods();

        // When: nobody on the lost node takes the pod away
        harness.nodes.cutOff(scene.camera(1), "2026-01-31T10:12:00Z");
        lose(scene.camera(1));

        // Then
        Await.until("all serve, one of them elsewhere", () -> {
            harness.kubelet.sync(scene.namespace, Scene.NAME, pod -> !scene.camera(1)
                    .equals(pod.getSpec().getNodeName()));
            // Between the old pod and the new one there is none, and the status may still count the old one.
            String view1 = scene.cameraPods().get("view1");
            var status = scene.ddnn().getStatus();
            return view1 != null
                    && !view1.equals(before.get("view1"))
                    && Scene.nodes(status).contains("view1 " + scene.camera(3))
                    && status.sectionSummary().startsWith("camera 3/3");
        });
        Map<String, String> after = scene.cameraPods();
        assertThat(after).containsOnlyKeys("view0", "view1", "view2");
        assertThat(after.get("view0")).isEqualTo(before.get("view0"));
        assertThat(after.get("view2")).isEqualTo(before.get("view2"));
        harness.nodes.reconnect(scene.camera(1));
        assertThat(Scene.nodes(scene.awaitReady())).contains("view1 " + scene.camera(3));
    }

    @Test
    void aJoinIsReplacedThoughItsPodIsStuckOnALostNode() {
        // Given
        scene.withPools();
        harness.nodes.add(scene.prefix + "edge-1", scene.prefix + "edge");
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        String lost = gateways().get(0).getSpec().getNodeName();

        // When: its node is cut off, then its pods are to be others
        harness.nodes.cutOff(lost, "2026-01-31T10:12:00Z");
        lose(lost);
        scene.await("it is away", status -> !Scene.isTrue(status, ConditionType.Ready), away(lost));
        assertThat(gateways()).hasSize(1);
        scene.apply(DDNNs.with(scene.spec("0.5"), "gateway", section -> DDNNs.memoryLimit(section, "600Mi")));

        // Then: another takes over, and the one before is still there
        scene.await("it answers elsewhere", status -> Scene.isTrue(status, ConditionType.Ready), away(lost));
        assertThat(gateways())
                .extracting(pod -> pod.getSpec().getNodeName())
                .contains(lost)
                .hasSize(2);
        assertThat(strategy()).isEqualTo("RollingUpdate");

        // When, Then: the node is back, takes its pod away, and nothing else is replaced
        List<String> uids = uids(lost);
        harness.nodes.reconnect(lost);
        Await.until("as before", () -> {
            harness.kubelet.sync(scene.namespace, Scene.NAME);
            return "Recreate".equals(strategy()) && gateways().size() == 1;
        });
        scene.awaitReady();
        assertThat(gateways()).extracting(pod -> pod.getMetadata().getUid()).isEqualTo(uids);
    }

    @Test
    void taintsKeepBranchesAwayUntilThePoolToleratesThem() {
        // Given
        scene.pool("edge", Tier.Edge, 1);
        scene.pool("cloud", Tier.Cloud, 1);
        scene.pool("cameras", Tier.Device, 3);
        harness.nodes.taint(scene.camera(1), "dedicated", "audio", "NoSchedule");
        // Whoever has seen this one has seen the taint, which came before.
        harness.nodes.add(scene.camera(3), scene.prefix + "cameras");
        harness.nodes.awaitSeen(scene.prefix + "cameras", 4);

        // When, Then: what the scheduler would refuse is no place
        scene.apply(scene.spec("0.5"));
        assertThat(Scene.nodes(scene.awaitReady()))
                .containsExactly("view0 " + scene.camera(0), "view1 " + scene.camera(2), "view2 " + scene.camera(3));
        Map<String, String> before = scene.cameraPods();

        // When, Then: one more taint evicts nobody, another does, and there is no place left
        harness.nodes.taint(scene.camera(2), "dedicated", "audio", "NoSchedule");
        harness.nodes.taint(scene.camera(3), "dedicated", "audio", "NoSchedule");
        harness.nodes.taint(scene.camera(0), "maintenance", "", "NoExecute");
        var status = scene.await(
                "it is evicted",
                now -> now.sections().get(0).message() != null
                        && now.sections().get(0).message().contains("'maintenance:NoExecute', and pool"));
        assertThat(Scene.condition(status, ConditionType.Degraded).orElseThrow().getReason())
                .isEqualTo("NodeTainted");
        assertThat(Scene.nodes(status)).contains("view0 " + scene.camera(0));

        // When, Then: the first free place is taken, by the one that was evicted alone
        harness.nodes.untaint(scene.camera(1), "dedicated");
        scene.await("all are there", now -> now.sectionSummary().startsWith("camera 3/3"));
        assertThat(Scene.nodes(scene.awaitReady())).contains("view0 " + scene.camera(1));
        Map<String, String> after = scene.cameraPods();
        before.remove("view0");
        assertThat(after).containsAllEntriesOf(before);
    }

    private Predicate<Pod> away(String node) {
        return pod -> !node.equals(pod.getSpec().getNodeName());
    }

    private List<Pod> gateways() {
        return harness.kubelet.pods(scene.namespace, Scene.NAME).stream()
                .filter(pod -> "gateway".equals(pod.getMetadata().getLabels().get("ddnn.dev/section")))
                .toList();
    }

    private List<String> uids(String lost) {
        return gateways().stream()
                .filter(away(lost))
                .map(pod -> pod.getMetadata().getUid())
                .toList();
    }

    private String strategy() {
        return scene.deployment("digits-gateway").getSpec().getStrategy().getType();
    }

    private void lose(String node) {
        harness.kubelet.pods(scene.namespace, Scene.NAME).stream()
                .filter(pod -> node.equals(pod.getSpec().getNodeName()))
                .forEach(pod -> harness.kubelet.setReady(pod, false));
    }
}

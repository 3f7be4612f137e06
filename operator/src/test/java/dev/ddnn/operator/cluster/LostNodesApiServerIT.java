package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.OfflinePolicy;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.testing.DDNNs;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            var status = scene.ddnn().getStatus();
            return Scene.nodes(status).contains("view1 " + scene.camera(3))
                    && !Objects.equals(before.get("view1"), scene.cameraPods().get("view1"))
                    && status.sectionSummary().startsWith("camera 3/3");
        });
        Map<String, String> after = scene.cameraPods();
        assertThat(after).containsOnlyKeys("view0", "view1", "view2");
        assertThat(after.get("view0")).isEqualTo(before.get("view0"));
        assertThat(after.get("view2")).isEqualTo(before.get("view2"));
        harness.nodes.reconnect(scene.camera(1));
        assertThat(Scene.nodes(scene.awaitReady())).contains("view1 " + scene.camera(3));
    }

    private void lose(String node) {
        harness.kubelet.pods(scene.namespace, Scene.NAME).stream()
                .filter(pod -> node.equals(pod.getSpec().getNodeName()))
                .forEach(pod -> harness.kubelet.setReady(pod, false));
    }
}

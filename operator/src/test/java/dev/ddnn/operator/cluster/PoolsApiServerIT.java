package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.kubeedge.KubeEdgeLabels;
import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.DDNNNodePoolStatus;
import dev.ddnn.api.v1alpha1.FailedMember;
import dev.ddnn.api.v1alpha1.NamespaceLabelSelector;
import dev.ddnn.api.v1alpha1.NamespacesFrom;
import dev.ddnn.api.v1alpha1.NamespacesSpec;
import dev.ddnn.api.v1alpha1.NodesSpec;
import dev.ddnn.api.v1alpha1.OfflinePolicy;
import dev.ddnn.api.v1alpha1.PoolWorkload;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pools as platform teams have them: groups of KubeEdge, nodes that are away, namespaces that may use them. */
@ExtendWith(SceneExtension.class)
class PoolsApiServerIT {
    private final Scene scene;
    private final Harness harness;
    private final KubeEdge kubeEdge;

    PoolsApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
        this.kubeEdge = new KubeEdge(harness.admin);
    }

    @Test
    void kubeEdgeMayComeLaterAndGoAgain() {
        // Given: a pool on a group, where nobody knows what that is
        kubeEdge.uninstall();
        withGroupedCameras(false);
        scene.apply(scene.spec("0.5"));
        scene.awaitReason("KubeEdgeMissing");
        scene.awaitPool("cameras", status -> "KubeEdgeMissing".equals(Scene.readiness(status)));

        // When, Then: first KubeEdge comes, then the group
        kubeEdge.install();
        scene.awaitReason("NodeGroupMissing");
        scene.awaitPool("cameras", status -> "NodeGroupMissing".equals(Scene.readiness(status)));
        kubeEdge.group(group(), scene.camera(0), scene.camera(1), scene.camera(2));
        scene.awaitReady();

        // When, Then: it goes, the children stay, and it comes back
        List<String> children = scene.children();
        kubeEdge.uninstall();
        scene.awaitReason("KubeEdgeMissing");
        assertThat(scene.children()).isEqualTo(children);
        kubeEdge.install();
        kubeEdge.group(group(), scene.camera(0), scene.camera(1), scene.camera(2));
        scene.awaitReady();
    }

    @Test
    void aNodeThatLeavesTheGroupTakesItsBranchAlone() {
        // Given
        kubeEdge.install();
        withGroupedCameras(true);
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        Map<String, String> before = scene.cameraPods();
        kubeEdge.fail(group(), "elsewhere");
        var pool = scene.awaitPool("cameras", status -> status.failedMembers() != null && status.workloads() != null);
        assertThat(pool.failedMembers()).containsExactly(new FailedMember("elsewhere", "node has been grouped"));
        assertThat(pool.workloads()).containsExactly(new PoolWorkload(scene.namespace, Scene.NAME, "camera", 3));
        assertThat(pool.nodeSummary()).isEqualTo("4/4");
        assertThat(pool.allocatable()).hasToString("{cpu=16, memory=32768Mi}");
        assertThat(scene.deployment("digits-camera-view0")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getNodeSelector())
                .isEqualTo(Map.of(KubeEdgeLabels.BELONGING_TO, group()));

        // When
        kubeEdge.leave(group(), scene.camera(1));

        // Then
        var status = scene.await("the branch has moved", now -> Scene.nodes(now)
                .equals(List.of("view0 " + scene.camera(0), "view1 " + scene.camera(3), "view2 " + scene.camera(2))));
        assertThat(status.observedGeneration()).isEqualTo(1);
        scene.awaitReady();
        Map<String, String> after = scene.cameraPods();
        assertThat(after.get("view1")).isNotEqualTo(before.get("view1"));
        before.remove("view1");
        after.remove("view1");
        assertThat(after).isEqualTo(before);

        // When, Then: without the group it waits, and keeps what it has
        List<String> children = scene.children();
        kubeEdge.delete(group(), scene.camera(0), scene.camera(2), scene.camera(3));
        scene.awaitReason("NodeGroupMissing");
        assertThat(scene.children()).isEqualTo(children);
    }

    @Test
    void aNamespaceIsLetInByItsLabels() {
        // Given
        scene.pool("cameras", Tier.Device, 3);
        scene.pool("edge", Tier.Edge, 1);
        harness.nodes.add(scene.prefix + "cloud-0", scene.prefix + "cloud");
        var cloud = DDNNs.pool(scene.prefix + "cloud", Tier.Cloud);
        var vision = new NamespacesSpec(NamespacesFrom.Selector, new NamespaceLabelSelector(Map.of("team", "vision")));
        cloud.setSpec(new DDNNNodePoolSpec(Tier.Cloud, cloud.getSpec().nodes(), null, null, null, vision));
        harness.admin.resource(cloud).create();
        scene.apply(scene.spec("0.5"));
        var refused = scene.awaitReason("PoolForbidden");
        assertThat(Scene.isTrue(refused, ConditionType.Stalled)).isTrue();
        assertThat(scene.children()).isEmpty();

        // When
        label("vision");

        // Then
        scene.awaitReady();
        List<String> children = scene.children();
        label("audio");
        scene.awaitReason("PoolForbidden");
        assertThat(scene.children()).isEqualTo(children);
    }

    @Test
    void poolsThatShareANodeSaySoAndServe() {
        // Given
        scene.withPools();
        var twin = DDNNs.pool(scene.prefix + "cameras", Tier.Device);
        twin.getMetadata().setName(scene.prefix + "twin");

        // When
        harness.admin.resource(twin).create();

        // Then
        Predicate<DDNNNodePoolStatus> overlapping = status ->
                Conditions.find(status.conditions(), ConditionType.Overlapping).isPresent();
        scene.awaitPool("cameras", overlapping);
        assertThat(Scene.readiness(scene.awaitPool("twin", overlapping))).isEqualTo("NodesReady");
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        harness.admin.resource(twin).delete();
        scene.awaitPool("cameras", overlapping.negate());
    }

    @Test
    void anEmptyPoolIsWaitedFor() {
        // Given
        scene.pool("cameras", Tier.Device, 3);
        scene.pool("edge", Tier.Edge, 1);
        scene.pool("cloud", Tier.Cloud, 0);
        scene.apply(scene.spec("0.5"));
        scene.awaitReason("PoolEmpty");

        // When
        harness.nodes.add(scene.prefix + "cloud-0", scene.prefix + "cloud");

        // Then
        scene.awaitReady();
    }

    private void withGroupedCameras(boolean grouped) {
        for (int i = 0; i < 4; i++) {
            harness.nodes.add(scene.camera(i), "none");
        }
        scene.pool("edge", Tier.Edge, 1);
        scene.pool("cloud", Tier.Cloud, 1);
        var pool = DDNNs.pool(scene.prefix + "cameras", Tier.Device);
        pool.setSpec(new DDNNNodePoolSpec(
                Tier.Device, new NodesSpec(null, group()), null, OfflinePolicy.Tolerate, null, null));
        harness.admin.resource(pool).create();
        if (grouped) {
            kubeEdge.group(group(), scene.camera(0), scene.camera(1), scene.camera(2), scene.camera(3));
            harness.nodes.awaitSeen(scene.prefix + "cameras", 4);
        }
    }

    private String group() {
        return scene.prefix + "group";
    }

    private void label(String team) {
        harness.admin.namespaces().withName(scene.namespace).edit(current -> new NamespaceBuilder(current)
                .editMetadata()
                .addToLabels("team", team)
                .endMetadata()
                .build());
    }
}

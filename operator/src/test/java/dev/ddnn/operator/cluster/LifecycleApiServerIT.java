package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SceneExtension.class)
class LifecycleApiServerIT {
    private final Scene scene;
    private final Harness harness;

    LifecycleApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @Test
    void aDdnnBecomesItsChildrenAndIsReadyOnceItsPodsServe() {
        // Given
        scene.withPools();
        harness.nodes.awaitSeen(scene.prefix + "cameras", 3);

        // When
        scene.apply(scene.spec("0.5"));

        // Then
        scene.awaitStill(
                "waits for pods",
                status -> !Scene.isTrue(status, ConditionType.Ready)
                        && "camera 0/3 gateway 0/1 cloud 0/1".equals(status.sectionSummary()));
        assertThat(scene.children())
                .containsExactly(
                        "ConfigMap/digits-camera",
                        "ConfigMap/digits-cloud",
                        "ConfigMap/digits-gateway",
                        "Deployment/digits-camera-view0",
                        "Deployment/digits-camera-view1",
                        "Deployment/digits-camera-view2",
                        "Deployment/digits-cloud",
                        "Deployment/digits-gateway",
                        "Service/digits-camera",
                        "Service/digits-cloud",
                        "Service/digits-gateway");
        var status = scene.awaitReady();
        assertThat(status.currentRevision()).startsWith("digits-");
        assertThat(status.sectionSummary()).isEqualTo("camera 3/3 gateway 1/1 cloud 1/1");
        assertThat(status.addresses().get(2).url())
                .isEqualTo("http://view2.digits-camera." + scene.namespace + ".svc:8080");
        assertThat(harness.kubelet.pods(scene.namespace, Scene.NAME))
                .filteredOn(pod -> "view1".equals(pod.getSpec().getHostname()))
                .singleElement()
                .satisfies(pod -> assertThat(pod.getSpec().getNodeName()).isEqualTo(scene.prefix + "cameras-1"));
    }

    @Test
    void aDdnnBeforeItsPoolsWaitsAndSaysForWhat() {
        // Given
        scene.apply(scene.spec("0.5"));
        scene.awaitStill("waits for pools", status -> Scene.condition(status, ConditionType.Ready)
                .filter(ready -> "PoolMissing".equals(ready.getReason())
                        && ready.getMessage().contains(scene.prefix + "edge"))
                .isPresent());

        // When
        scene.withPools();

        // Then
        scene.awaitReady();
    }

    @Test
    void deletedAndEditedChildrenComeBack() {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        String before = scene.deployment("digits-gateway").getMetadata().getUid();

        // When
        harness.admin.resource(scene.deployment("digits-gateway")).delete();
        scene.meddle(ConfigMap.class, "digits-cloud", Map.of("data", Map.of(SectionConfig.FILE, "{}")));
        scene.meddle(Deployment.class, "digits-camera-view0", Map.of("spec", Map.of("replicas", 0)));

        // Then
        Await.until("the Deployment is back", () -> {
            var now = scene.deployment("digits-gateway");
            return now != null && !before.equals(now.getMetadata().getUid());
        });
        Await.until("the ConfigMap is healed", () -> !"{}".equals(scene.configText("cloud")));
        Await.until(
                "the replicas are healed",
                () -> scene.deployment("digits-camera-view0").getSpec().getReplicas() == 1);
        scene.awaitReady();
    }

    @Test
    void whatAChangedSpecNoLongerWantsIsPruned() {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();

        // When
        scene.apply(DDNNs.cloudOnly(scene.prefix, "model"));

        // Then
        Await.until("only the cloud is left", () -> {
            harness.kubelet.sync(scene.namespace, Scene.NAME);
            return scene.children()
                    .equals(List.of("ConfigMap/digits-cloud", "Deployment/digits-cloud", "Service/digits-cloud"));
        });
        assertThat(scene.awaitReady().sectionSummary()).isEqualTo("cloud 1/1");
    }

    @Test
    void aSectionMayHaveReplicas() {
        // Given
        scene.withPools();
        scene.apply(DDNNs.cloudOnly(scene.prefix, "model"));
        scene.awaitReady();

        // When
        DDNNSpec two =
                DDNNs.with(DDNNs.cloudOnly(scene.prefix, "model"), "cloud", section -> DDNNs.replicas(section, 2));
        scene.apply(two);

        // Then
        scene.await("both are ready", status -> "cloud 2/2".equals(status.sectionSummary()));
        scene.awaitReady();
    }

    @Test
    void deletingItTakesItsChildrenAlong() {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();

        // When
        harness.admin.resource(scene.ddnn()).delete();

        // Then
        Await.until("nothing is left", () -> {
            harness.kubelet.sync(scene.namespace, Scene.NAME);
            return scene.children().isEmpty()
                    && scene.revisions().isEmpty()
                    && harness.kubelet.pods(scene.namespace, Scene.NAME).isEmpty();
        });
    }

    @Test
    void aBranchMovesOnlyWhenItsNodeLeavesThePool() {
        // Given
        scene.withPools();
        harness.nodes.awaitSeen(scene.prefix + "cameras", 3);
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        harness.nodes.add(scene.prefix + "cameras-9", scene.prefix + "cameras");

        // When
        harness.nodes.remove(scene.prefix + "cameras-1");

        // Then
        var status = scene.await(
                "the branch moved",
                now -> now.sections().get(0).assignments().get(1).node().endsWith("cameras-9"));
        assertThat(status.sections().get(0).assignments())
                .extracting(assignment -> assignment.branch() + " " + assignment.node())
                .containsExactly(
                        "view0 " + scene.prefix + "cameras-0",
                        "view1 " + scene.prefix + "cameras-9",
                        "view2 " + scene.prefix + "cameras-2");
        scene.awaitReady();
    }

    @Test
    void branchesAreReplacedOneAtATime() {
        // Given
        scene.withPools();
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        List<String> names = List.of("digits-camera-view0", "digits-camera-view1", "digits-camera-view2");

        // When
        scene.apply(DDNNs.with(scene.spec("0.5"), "camera", section -> DDNNs.memoryLimit(section, "300Mi")));

        // Then
        for (int replaced = 1; replaced <= names.size(); replaced++) {
            int expected = replaced;
            Await.until(
                    expected + " are replaced", () -> withMemory("300Mi", names).equals(names.subList(0, expected)));
            if (expected < names.size()) {
                scene.awaitStill("it is their turn later", status -> Scene.isTrue(status, ConditionType.Reconciling));
            }
            // Nobody else's pod gets ready meanwhile, or the next one might be replaced before this one is seen.
            Await.until("the new pod is ready", () -> {
                harness.kubelet.sync(
                        scene.namespace,
                        Scene.NAME,
                        pod -> !isCamera(pod) || names.subList(0, expected).contains(deployment(pod)));
                return !withMemory("300Mi", names).equals(names.subList(0, expected)) || expected == names.size();
            });
        }
        scene.awaitReady();
    }

    private static boolean isCamera(Pod pod) {
        return "camera".equals(pod.getMetadata().getLabels().get(Labels.SECTION));
    }

    private static String deployment(Pod pod) {
        return "digits-camera-" + pod.getMetadata().getLabels().get(Labels.BRANCH);
    }

    private List<String> withMemory(String limit, List<String> names) {
        return names.stream()
                .filter(name -> limit.equals(scene.deployment(name)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getResources()
                        .getLimits()
                        .get("memory")
                        .toString()))
                .toList();
    }

    @Test
    void aPoolCountsItsNodes() {
        // Given
        scene.pool("cameras", Tier.Device, 2);

        // When
        String name = scene.prefix + "cameras";

        // Then
        Await.until("the pool has two nodes", () -> {
            var pool =
                    harness.admin.resources(DDNNNodePool.class).withName(name).get();
            return pool.getStatus() != null && "2/2".equals(pool.getStatus().nodeSummary());
        });
    }
}

package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Revisions are written down, and as many of them are kept as the spec says. */
@ExtendWith(SceneExtension.class)
class RevisionsApiServerIT {
    private final Scene scene;
    private final Harness harness;

    RevisionsApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @Test
    void theOldestThatNobodyHoldsAreForgottenAndPodsDoNotNotice() {
        // Given
        scene.withPools();
        String first = rolledOut(DDNNs.historyLimit(scene.spec("0.5"), 1));
        assertThat(scene.revisions()).isEqualTo(Map.of(first, "Answering"));
        Map<String, String> pods = scene.cameraPods();

        // When
        String second = rolledOut(DDNNs.historyLimit(scene.spec("0.6"), 1));
        Await.until("the first is kept", () -> scene.revisions().equals(Map.of(first, "Former", second, "Answering")));
        String third = rolledOut(DDNNs.historyLimit(scene.spec("0.7"), 1));

        // Then
        Await.until(
                "the first is forgotten", () -> scene.revisions().equals(Map.of(second, "Former", third, "Answering")));
        List<String> configurations = configurations();
        scene.apply(DDNNs.historyLimit(scene.spec("0.7"), 0));
        Await.until("the second is forgotten", () -> scene.revisions().equals(Map.of(third, "Answering")));
        assertThat(rolledOut(DDNNs.historyLimit(scene.spec("0.7"), 0))).isEqualTo(third);
        assertThat(configurations()).isEqualTo(configurations);
        assertThat(scene.cameraPods()).isEqualTo(pods);
    }

    @Test
    void oneThatIsDeletedComesBack() {
        // Given
        scene.withPools();
        String revision = rolledOut(scene.spec("0.5"));

        // When
        harness.admin
                .resources(DDNNRevision.class)
                .inNamespace(scene.namespace)
                .withName(revision)
                .delete();

        // Then
        Await.until("it is back", () -> scene.revisions().equals(Map.of(revision, "Answering")));
    }

    @Test
    void theDecidingSectionGoesOnWithWhatAnswersThoughItsConfigMapIsDeleted() {
        // Given
        String old = halfWay();
        List<String> both = scene.held("gateway");

        // When
        delete("gateway");

        // Then
        Await.until("it is back", () -> both.equals(heldNow("gateway")));
        assertThat(scene.config("gateway").answering()).isEqualTo(old);
        assertThat(scene.held("camera")).containsExactly(old);
        assertThat(scene.ddnn().getStatus().currentRevision()).isEqualTo(old);
        assertThat(scene.awaitReady().currentRevision()).isEqualTo(both.get(1));
        assertThat(scene.revisions()).isEqualTo(Map.of(old, "Former", both.get(1), "Answering"));
    }

    @Test
    void theOtherSectionsGoOnThoughTheirConfigMapsAreDeleted() {
        // Given
        String old = halfWay();
        List<String> both = scene.held("gateway");

        // When
        delete("camera");
        delete("cloud");

        // Then
        Await.until("they are back", () -> List.of(old).equals(heldNow("camera")) && both.equals(heldNow("cloud")));
        assertThat(scene.config("camera").answering()).isEqualTo(old);
        assertThat(scene.config("cloud").answering()).isEqualTo(old);
        assertThat(scene.config("gateway").answering()).isEqualTo(old);
        assertThat(scene.awaitReady().currentRevision()).isEqualTo(both.get(1));
    }

    /** Gateway and cloud hold two revisions, the cameras the one that answers. */
    private String halfWay() {
        scene.withPools();
        String old = rolledOut(scene.spec("0.5"));
        scene.apply(DDNNs.camerasGatewayCloud(scene.prefix, "retrained", 2, "0.5"));
        Await.until("the top is told", () -> scene.held("cloud").size() == 2);
        harness.kubelet.pods(scene.namespace, Scene.NAME).stream()
                .filter(pod -> "cloud".equals(pod.getMetadata().getLabels().get(Labels.SECTION)))
                .forEach(harness.kubelet::follow);
        Await.until("then the gateway", () -> scene.held("gateway").size() == 2);
        return old;
    }

    private void delete(String section) {
        harness.admin
                .configMaps()
                .inNamespace(scene.namespace)
                .withName(Scene.NAME + "-" + section)
                .delete();
    }

    /** Empty while there is no ConfigMap. */
    private List<String> heldNow(String section) {
        var map = harness.admin
                .configMaps()
                .inNamespace(scene.namespace)
                .withName(Scene.NAME + "-" + section)
                .get();
        return map == null ? List.of() : scene.held(section);
    }

    private String rolledOut(DDNNSpec spec) {
        scene.apply(spec);
        return scene.awaitReady().currentRevision();
    }

    /** Which versions of the ConfigMaps there are. */
    private List<String> configurations() {
        return harness.admin.configMaps().inNamespace(scene.namespace).list().getItems().stream()
                .map(ConfigMap::getMetadata)
                .map(metadata -> metadata.getName() + " " + metadata.getResourceVersion())
                .toList();
    }
}

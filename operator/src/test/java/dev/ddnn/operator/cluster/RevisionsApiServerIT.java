package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.api.v1alpha1.DDNNSpec;
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

package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Names that a DDNN needs, and objects under them that are not, or no longer, its own. */
@ExtendWith(SceneExtension.class)
class TakenNamesApiServerIT {
    private static final String CHILD = "digits-gateway";

    private final Scene scene;
    private final Harness harness;

    TakenNamesApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @BeforeEach
    void given() {
        scene.withPools();
    }

    @Test
    void anObjectOfSomebodyElseIsLeftAloneAndNamed() {
        // Given
        var theirs = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(scene.namespace)
                .withName("digits-gateway")
                .endMetadata()
                .withData(Map.of("theirs", "yes"))
                .build();
        harness.admin.resource(theirs).create();

        // When
        scene.apply(scene.spec("0.5"));

        // Then
        var status = scene.awaitStill("the name is taken", now -> Scene.condition(now, ConditionType.Ready)
                .filter(ready -> "NameTaken".equals(ready.getReason()))
                .isPresent());
        assertThat(Scene.condition(status, ConditionType.Ready).orElseThrow().getMessage())
                .isEqualTo("ConfigMap/digits-gateway exists and does not belong to this DDNN."
                        + " Delete or rename one of the two.");
        assertThat(Scene.isTrue(status, ConditionType.Stalled)).isTrue();
        assertThat(scene.children()).isEmpty();
        assertThat(harness.admin.resource(theirs).get().getData()).isEqualTo(Map.of("theirs", "yes"));
        harness.admin.resource(theirs).delete();
        scene.awaitReady();
    }

    @Test
    void aChildThatLostItsOwnerIsNobodysUntilItGetsItBack() throws InterruptedException {
        // Given
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        Map<String, String> before = uids();

        // When
        disown(Deployment.class);

        // Then: it is told, nothing is taken over, and what serves stays
        assertThat(taken("Deployment"))
                .isEqualTo("Deployment/" + CHILD + " exists and does not belong to this DDNN."
                        + " Delete or rename one of the two.");
        assertThat(uids()).isEqualTo(before);
        assertThat(scene.deployment(CHILD).getMetadata().getOwnerReferences()).isEmpty();

        // When
        ownedAgain();

        // Then
        scene.awaitReady();
        assertThat(uids()).isEqualTo(before);
    }

    @Test
    void aChildThatLostItsOwnerIsMadeAnewWhenItIsDeleted() {
        // Given
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();
        Map<String, String> before = uids();
        disown(ConfigMap.class);
        taken("ConfigMap");

        // When
        harness.admin.configMaps().inNamespace(scene.namespace).withName(CHILD).delete();

        // Then
        scene.awaitReady();
        Map<String, String> after = uids();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.entrySet().stream()
                        .filter(child -> !child.getValue().equals(before.get(child.getKey())))
                        .map(Map.Entry::getKey))
                .containsExactly("ConfigMap/" + CHILD);
    }

    /** What is said of it, once it is. */
    private String taken(String kind) {
        DDNNStatus status = scene.awaitStill("the name is taken", now -> Scene.condition(now, ConditionType.Ready)
                .filter(ready -> "NameTaken".equals(ready.getReason())
                        && ready.getMessage().startsWith(kind))
                .isPresent());
        assertThat(Scene.isTrue(status, ConditionType.Stalled)).isTrue();
        return Scene.condition(status, ConditionType.Ready).orElseThrow().getMessage();
    }

    /** By the command of the README. */
    private void ownedAgain() throws InterruptedException {
        String owners = harness.plane
                .kubectl("get", "service", CHILD, "-n", scene.namespace, "-o", "jsonpath={.metadata.ownerReferences}")
                .orFail();
        harness.plane
                .kubectl(
                        "patch",
                        "deployment",
                        CHILD,
                        "-n",
                        scene.namespace,
                        "--type",
                        "merge",
                        "-p",
                        "{\"metadata\": {\"ownerReferences\": " + owners + "}}")
                .orFail();
    }

    private void disown(Class<? extends HasMetadata> type) {
        scene.meddle(type, CHILD, Map.of("metadata", Map.of("ownerReferences", List.of())));
    }

    private Map<String, String> uids() {
        return scene.objects().stream()
                .collect(Collectors.toMap(
                        child -> child.getKind() + "/" + child.getMetadata().getName(), TakenNamesApiServerIT::uid));
    }

    private static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }
}

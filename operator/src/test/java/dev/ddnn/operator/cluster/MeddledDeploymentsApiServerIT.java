package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fields of a Deployment that are left to others: what they say there is done, and told where it keeps something from the spec. */
@ExtendWith(SceneExtension.class)
class MeddledDeploymentsApiServerIT {
    private static final String CLOUD = "digits-cloud";

    private final Scene scene;

    MeddledDeploymentsApiServerIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void given() {
        scene.withPools();
        scene.apply(spec());
        scene.awaitReady();
    }

    @Test
    void aDeploymentThatSomebodyHasPausedIsNamedAndNotResumed() {
        // Given
        meddle(Map.of("paused", true));

        // When
        scene.apply(DDNNs.with(spec(), "cloud", section -> DDNNs.memoryLimit(section, "300Mi")));

        // Then the pod of before answers
        var paused = scene.await("it is stalled", status -> Scene.isTrue(status, ConditionType.Stalled));
        assertThat(Scene.isTrue(paused, ConditionType.Ready)).isTrue();
        assertThat(reason(paused, ConditionType.SectionsReady)).isEqualTo("DeploymentPaused");
        assertThat(paused.sections().get(0).message())
                .contains("Deployment 'digits-cloud' is paused", "0 of 1 pods are of the newest template");
        assertThat(scene.deployment(CLOUD).getSpec().getPaused()).isTrue();

        // When
        meddle(Map.of("paused", false));

        // Then
        scene.await(
                "all is new",
                status -> reason(status, ConditionType.SectionsReady).equals("AllPodsReady")
                        && Scene.condition(status, ConditionType.Stalled).isEmpty()
                        && Scene.condition(status, ConditionType.Reconciling).isEmpty());
    }

    @Test
    void whoWantsNoPodOfASectionIsTheReason() {
        // When
        meddle(Map.of("replicas", 0));

        // Then
        assertThat(scene.awaitReason("ScaledToZero").sections().get(0).message())
                .startsWith("Deployment 'digits-cloud' is scaled to 0 replicas");
        meddle(Map.of("replicas", 1));
        scene.awaitReady();
    }

    private DDNNSpec spec() {
        return DDNNs.cloudOnly(scene.prefix, "model");
    }

    private void meddle(Map<String, Object> spec) {
        scene.meddle(Deployment.class, CLOUD, Map.of("spec", spec));
    }

    private static String reason(DDNNStatus status, ConditionType type) {
        return Scene.condition(status, type).orElseThrow().getReason();
    }
}

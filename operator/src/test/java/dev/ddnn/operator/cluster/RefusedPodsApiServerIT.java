package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.Placement;
import dev.ddnn.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the API server's admission says to pods is said on the DDNN. */
@ExtendWith(SceneExtension.class)
class RefusedPodsApiServerIT {
    private final Scene scene;
    private final Harness harness;

    RefusedPodsApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @BeforeEach
    void given() {
        scene.withFleet(2);
    }

    private DDNNStatus awaitReason(String reason) {
        return scene.await(reason, now -> Scene.condition(now, ConditionType.Ready)
                .filter(ready -> reason.equals(ready.getReason()))
                .isPresent());
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void aPortOfTheNodeIsForbiddenByTheNamespace(Placement placement) {
        // Given
        harness.enforce(scene.namespace, "baseline");

        // When
        scene.apply(scene.fleet(placement, 8070));

        // Then: the API's words and the remedy, which works
        var status = awaitReason("HostPortForbidden");
        assertThat(Scene.condition(status, ConditionType.Ready).orElseThrow().getMessage())
                .contains(
                        "violates PodSecurity \"baseline:latest\": hostPort (container \"section\" uses hostPort 8070)")
                .contains("Remove `hostPort`")
                .contains("pod-security.kubernetes.io/enforce: privileged");
        assertThat(Scene.isTrue(status, ConditionType.Stalled)).isTrue();
        scene.apply(scene.fleet(placement, null));
        scene.awaitReady();
    }

    @Test
    void podsWithoutAPortOfTheNodeRunUnderTheRestrictedStandard() {
        // Given
        harness.enforce(scene.namespace, "restricted");

        // When
        scene.apply(scene.fleet(Placement.EveryNode, null));

        // Then
        scene.await("both copies serve", now -> "camera 2/2 cloud 1/1".equals(now.sectionSummary()));
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void aQuotaSaysItsNumbers(Placement placement) {
        // Given
        harness.admin
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withNamespace(scene.namespace)
                        .withName("small")
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of("requests.memory", new Quantity("100Mi")))
                        .endSpec()
                        .build())
                .create();
        Await.until("the quota counts", this::isCounting);

        // When
        scene.apply(scene.fleet(placement, null));

        // Then
        var status = scene.await(
                "the row says it", now -> String.valueOf(now.sections().get(0).message())
                        .contains("exceeded quota: small, requested: requests.memory=128Mi"));
        var ready = Scene.condition(status, ConditionType.Ready).orElseThrow();
        assertThat(ready.getReason()).isEqualTo("PodsRefused");
        assertThat(ready.getMessage()).contains("exceeded quota: small");
    }

    /** One that Kubernetes has not looked at yet may let pods pass. */
    private boolean isCounting() {
        var status = harness.admin
                .resourceQuotas()
                .inNamespace(scene.namespace)
                .withName("small")
                .get()
                .getStatus();
        return status != null && status.getUsed() != null && status.getUsed().containsKey("requests.memory");
    }
}

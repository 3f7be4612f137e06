package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.testing.Cuts;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What does not happen every day. */
@ExtendWith(SceneExtension.class)
class EdgeCasesApiServerIT {
    private static final String NO_DEPLOYMENTS = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: NAMESPACE}
            spec:
              matchConstraints:
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAMESPACE}}
                resourceRules:
                - {apiGroups: [apps], apiVersions: [v1], resources: [deployments], operations: [CREATE]}
              validations: [{expression: "false", message: no Deployments here}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: NAMESPACE}
            spec: {policyName: NAMESPACE, validationActions: [Deny]}
            """;

    private final Scene scene;
    private final Harness harness;

    EdgeCasesApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @BeforeEach
    void given() {
        scene.withPools();
    }

    /** A visit that fails says so, and what it said goes with its cause. */
    @Test
    void whatAPolicyRefusesStandsInStatusUntilItIsAllowed() {
        // Given
        var policy = harness.admin.load(new ByteArrayInputStream(
                NO_DEPLOYMENTS.replace("NAMESPACE", scene.namespace).getBytes(StandardCharsets.UTF_8)));
        policy.create();
        Await.until("the policy holds", this::deploymentsAreRefused);

        // When
        scene.apply(scene.spec("0.5"));

        // Then
        var failed = scene.await("it says why", status -> Scene.condition(status, ConditionType.Ready)
                .filter(ready -> ready.getMessage().contains("no Deployments here"))
                .isPresent());
        assertThat(Scene.isTrue(failed, ConditionType.Reconciling)).isTrue();
        policy.delete();
        var ready = scene.awaitReady();
        assertThat(Scene.condition(ready, ConditionType.Reconciling)).isEmpty();
        assertThat(Scene.condition(ready, ConditionType.Ready).orElseThrow().getReason())
                .isNotEqualTo("ReconcileFailed");
    }

    private boolean deploymentsAreRefused() {
        Deployment tried = new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace(scene.namespace)
                .withName("tried")
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("a", "b")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("a", "b")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("a")
                .withImage("a")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        try {
            harness.admin.resource(tried).dryRun().create();
            return false;
        } catch (KubernetesClientException e) {
            return e.getMessage().contains("no Deployments here");
        }
    }

    @Test
    void aSectionMayStartToJoinBranches() {
        // Given: the cloud alone, in any number of pods
        scene.apply(DDNNs.with(DDNNs.cloudOnly(scene.prefix, "model"), "cloud", section -> DDNNs.replicas(section, 2)));
        scene.await("both are ready", status -> "cloud 2/2".equals(status.sectionSummary()));

        // When: a model whose cloud is fed by three branches, so that one pod must take them all
        harness.hub.answer("hub:joining", request -> CutResponse.cut(Cuts.camerasBelowCloud("joining", 3)));
        scene.apply(DDNNs.camerasBelowCloud(scene.prefix, "joining"));

        // Then
        assertThat(scene.awaitReady().sectionSummary()).isEqualTo("camera 3/3 cloud 1/1");
        assertThat(scene.deployment("digits-cloud").getSpec().getStrategy().getType())
                .isEqualTo("Recreate");
        scene.apply(DDNNs.cloudOnly(scene.prefix, "model"));
        scene.awaitReady();
        assertThat(scene.deployment("digits-cloud").getSpec().getStrategy().getType())
                .isEqualTo("RollingUpdate");
    }

    @Test
    void aDeletedDdnnMayComeBackAtOnce() {
        // Given
        scene.apply(scene.spec("0.5"));
        scene.awaitReady();

        // When
        harness.admin.resource(scene.ddnn()).delete();
        scene.apply(scene.spec("0.6"));

        // Then
        Await.until("its children are those of the new one", () -> {
            harness.kubelet.sync(scene.namespace, Scene.NAME);
            String owner = scene.ddnn().getMetadata().getUid();
            var children = scene.objects().stream()
                    .filter(child -> Chronicle.isChild(child) && !(child instanceof DDNNRevision))
                    .toList();
            return children.size() == 11
                    && children.stream()
                            .allMatch(child -> owner.equals(child.getMetadata()
                                    .getOwnerReferences()
                                    .get(0)
                                    .getUid()));
        });
        scene.awaitReady();
    }

    @Test
    void whatRunsIsHealedAfterARestartWhileTheHubIsAway() {
        // Given
        harness.hub.answer("hub:kept", FakeHub::cut);
        scene.apply(DDNNs.camerasGatewayCloud(scene.prefix, "kept", 2, "0.5"));
        var before = scene.awaitReady();
        harness.stopOperator();
        harness.hub.answer("hub:kept", request -> CutResponse.unavailable("the upload 'kept' is missing"));
        harness.admin.resource(scene.deployment("digits-gateway")).delete();
        Await.until("the gateway's Deployment is gone", () -> scene.deployment("digits-gateway") == null);

        // When
        harness.startOperator();

        // Then
        Await.until("the gateway's Deployment is back", () -> scene.deployment("digits-gateway") != null);
        assertThat(scene.awaitReady().currentRevision()).isEqualTo(before.currentRevision());
    }

    @Test
    void whatPodsStillHoldIsGoneBackToThoughTheHubHasLostIt() {
        // Given: on the way to another revision, and another operator that knows nothing by heart
        harness.hub.answer("hub:held", FakeHub::cut);
        scene.apply(DDNNs.camerasGatewayCloud(scene.prefix, "held", 2, "0.5"));
        String before = scene.awaitReady().currentRevision();
        scene.apply(DDNNs.camerasGatewayCloud(scene.prefix, "half-way", 2, "0.5"));
        Await.until("half way", () -> scene.held("cloud").size() == 2);
        harness.stopOperator();
        harness.hub.answer("hub:held", request -> CutResponse.unavailable("the upload 'held' is missing"));
        harness.startOperator();

        // When
        scene.apply(DDNNs.camerasGatewayCloud(scene.prefix, "held", 2, "0.5"));

        // Then
        assertThat(scene.awaitReady().currentRevision()).isEqualTo(before);
        assertThat(scene.held("cloud")).containsExactly(before);
    }

    @Test
    void whatServesIsNotReplacedWhileTheHubHasLostTheUpload() {
        // Given
        harness.hub.answer("hub:lost", FakeHub::cut);
        DDNNSpec spec = DDNNs.camerasGatewayCloud(scene.prefix, "lost", 2, "0.5");
        scene.apply(spec);
        scene.awaitReady();
        var gateway = scene.deployment("digits-gateway").getMetadata();

        // When
        harness.hub.answer(
                "hub:lost", request -> CutResponse.unavailable(Cause.UploadMissing, "upload 'lost' is not here"));
        scene.apply(DDNNs.with(spec, "gateway", section -> DDNNs.memoryLimit(section, "300Mi")));

        // Then it says so, goes on, and replaces nothing
        DDNNStatus lost = scene.awaitStill(
                "it tells that the upload is gone",
                status -> Scene.condition(status, ConditionType.ModelResolved)
                                .filter(condition -> condition.getReason().equals("UploadMissing"))
                                .isPresent()
                        && Scene.isTrue(status, ConditionType.Reconciling));
        assertThat(Scene.isTrue(lost, ConditionType.Ready)).isTrue();
        assertThat(Scene.condition(lost, ConditionType.Reconciling)
                        .orElseThrow()
                        .getMessage())
                .contains("Deployment/digits-gateway when the hub can serve its model: upload 'lost' is not here");
        assertThat(scene.deployment("digits-gateway").getMetadata().getGeneration())
                .isEqualTo(gateway.getGeneration());

        // When it is uploaded again
        harness.hub.answer("hub:lost", FakeHub::cut);

        // Then
        Await.until(
                "the gateway is replaced",
                () -> scene.deployment("digits-gateway").getMetadata().getGeneration() > gateway.getGeneration());
        scene.awaitReady();
    }
}

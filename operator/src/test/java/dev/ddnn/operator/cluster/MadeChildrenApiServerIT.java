package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a POST made: from its first change on it is as if it had been applied from the start. */
@ExtendWith(SceneExtension.class)
class MadeChildrenApiServerIT {
    private static final String CLOUD = "digits-cloud";

    private final Scene scene;
    private final Harness harness;

    MadeChildrenApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @BeforeEach
    void given() {
        scene.withPools();
        scene.apply(limited("0.5Gi"));
        scene.awaitReady();
    }

    /** The API server writes the amount in another way, and its own defaults beside ours. */
    @Test
    void whatIsAsItWasMadeIsLeftAlone() {
        // Given
        assertThat(memoryLimit()).isEqualTo(new Quantity("512Mi"));
        assertThat(hands(cloud())).containsExactly("Update");

        // When
        harness.writes.reset();
        Instant end = Instant.now().plus(Duration.ofSeconds(6));
        Await.until("six seconds of rest", () -> Instant.now().isAfter(end));

        // Then
        assertThat(harness.writes.writes())
                .noneMatch(write -> write.contains("/" + scene.namespace + "/deployments")
                        || write.contains("/" + scene.namespace + "/configmaps")
                        || write.contains("/" + scene.namespace + "/services"));
        assertThat(hands(cloud())).containsExactly("Update");
    }

    /** What is owned by an update, an apply without it would not take away. */
    @Test
    void whatIsNoLongerWantedGoesAndWhatOthersAddedStays() {
        // Given
        scene.meddle(Deployment.class, CLOUD, Map.of("metadata", Map.of("labels", Map.of("whose", "theirs"))));

        // When
        scene.apply(DDNNs.cloudOnly(scene.prefix, "model"));

        // Then
        Await.until("the limit is gone", () -> !new Quantity("512Mi").equals(memoryLimit()));
        Deployment changed = cloud();
        assertThat(hands(changed)).containsExactly("Apply");
        assertThat(changed.getMetadata().getAnnotations()).doesNotContainKey(Labels.MADE);
        assertThat(changed.getMetadata().getLabels()).containsEntry("whose", "theirs");
        scene.awaitReady();

        // When: once more
        scene.apply(limited("1Gi"));

        // Then
        Await.until("there is another limit", () -> new Quantity("1Gi").equals(memoryLimit()));
        assertThat(hands(cloud())).containsExactly("Apply");
    }

    /** Of a list that we wrote as well, so that all of it is compared. */
    @Test
    void whatOthersAddedToALiveTemplateStays() {
        // When
        scene.meddle(
                Deployment.class,
                CLOUD,
                Map.of("spec", Map.of("template", Map.of("spec", Map.of("terminationGracePeriodSeconds", 7)))));
        addVariable("THEIRS");

        // Then
        Await.until("it is applied", () -> hands(cloud()).equals(List.of("Apply")));
        assertThat(variables()).contains("THEIRS", "DDNN_NAMESPACE");

        // When
        scene.apply(limited("1Gi"));

        // Then
        Await.until("there is another limit", () -> new Quantity("1Gi").equals(memoryLimit()));
        assertThat(variables()).contains("THEIRS", "DDNN_NAMESPACE");
        assertThat(cloud().getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
                .isEqualTo(7);
    }

    /** Who only takes away leaves no trace in managedFields. */
    @Test
    void whatSomebodyTookAwayComesBack() {
        // When
        takeAway(ConfigMap.class, "{\"data\": {\"%s\": null}}".formatted(SectionConfig.FILE));
        takeAway(Service.class, "{\"metadata\": {\"labels\": {\"%s\": null}}}".formatted(Labels.SECTION));

        // Then
        Await.until("the configuration is back", () -> harness.admin
                .configMaps()
                .inNamespace(scene.namespace)
                .withName(CLOUD)
                .get()
                .getData()
                .containsKey(SectionConfig.FILE));
        Await.until("the label is back", () -> harness.admin
                .services()
                .inNamespace(scene.namespace)
                .withName(CLOUD)
                .get()
                .getMetadata()
                .getLabels()
                .containsKey(Labels.SECTION));
    }

    /** As after an older operator, which applies what it finds otherwise, was put back for a while. */
    @Test
    void whatWasBothMadeAndAppliedIsApplied() {
        // Given
        harness.admin
                .resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace(scene.namespace)
                        .withName(CLOUD)
                        .endMetadata()
                        .withNewSpec()
                        .withMinReadySeconds(1)
                        .endSpec()
                        .build())
                .fieldManager(Labels.MANAGER)
                .forceConflicts()
                .serverSideApply();
        assertThat(hands(cloud())).containsExactlyInAnyOrder("Update", "Apply");

        // When
        scene.apply(DDNNs.cloudOnly(scene.prefix, "model"));

        // Then
        Await.until("the limit is gone", () -> !new Quantity("512Mi").equals(memoryLimit()));
        assertThat(hands(cloud())).containsExactly("Apply");
        assertThat(cloud().getSpec().getMinReadySeconds()).isIn(null, 0);
        assertThat(cloud().getMetadata().getAnnotations()).doesNotContainKey(Labels.MADE);
    }

    @Test
    void whatSaysHowItWasMadeMayBeLost() {
        // When
        scene.meddle(Deployment.class, CLOUD, Map.of("metadata", Map.of("annotations", Map.of(Labels.MADE, "lost"))));

        // Then
        Await.until("it is applied", () -> hands(cloud()).equals(List.of("Apply")));
        scene.apply(DDNNs.cloudOnly(scene.prefix, "model"));
        Await.until("the limit is gone", () -> !new Quantity("512Mi").equals(memoryLimit()));
    }

    private void addVariable(String name) {
        String container =
                cloud().getSpec().getTemplate().getSpec().getContainers().get(0).getName();
        harness.admin
                .resources(Deployment.class)
                .inNamespace(scene.namespace)
                .withName(CLOUD)
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                        {"spec": {"template": {"spec": {"containers": [{"name": "%s", "env": [{"name": "%s", "value": "1"}]}]}}}}
                        """.formatted(container, name));
    }

    private List<String> variables() {
        return cloud().getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
                .map(EnvVar::getName)
                .toList();
    }

    private void takeAway(Class<? extends HasMetadata> type, String patch) {
        harness.admin
                .resources(type)
                .inNamespace(scene.namespace)
                .withName(CLOUD)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private DDNNSpec limited(String memory) {
        return DDNNs.with(
                DDNNs.cloudOnly(scene.prefix, "model"), "cloud", section -> DDNNs.memoryLimit(section, memory));
    }

    private Deployment cloud() {
        return scene.deployment(CLOUD);
    }

    private Quantity memoryLimit() {
        return cloud().getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getResources()
                .getLimits()
                .getOrDefault("memory", new Quantity("0"));
    }

    /** How the operator has set fields of it. */
    private static List<String> hands(HasMetadata object) {
        return object.getMetadata().getManagedFields().stream()
                .filter(hand -> Labels.MANAGER.equals(hand.getManager()) && hand.getSubresource() == null)
                .map(hand -> hand.getOperation())
                .toList();
    }
}

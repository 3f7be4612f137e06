package dev.ddnn.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.observe.ChildNews.PodChange;
import dev.ddnn.operator.testing.Deployments;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChildNewsTest {
    @Test
    void aChildThatOthersHaveAHandInIsNotOursAlone() {
        assertThat(ChildNews.isOursAlone(by(Labels.MANAGER))).isTrue();
        assertThat(ChildNews.isOursAlone(by(Labels.MANAGER, "kubectl-edit"))).isFalse();
        assertThat(ChildNews.isOursAlone(by())).isFalse();
    }

    @Test
    void aPodThatIsOnlyThereTellsNothing() {
        assertThat(ChildNews.tells(pod().build())).isFalse();
        assertThat(ChildNews.tells(ready(pod()))).isTrue();
        assertThat(ChildNews.tells(pod().editMetadata()
                        .withDeletionTimestamp("2026-01-01T00:00:00Z")
                        .endMetadata()
                        .build()))
                .isTrue();
    }

    @Test
    void whatPlansDoNotSeeIsNoDifference() {
        // Given
        Pod before = ready(pod());

        // When
        Pod other = new PodBuilder(before)
                .editMetadata()
                .withResourceVersion("8")
                .addToAnnotations("example.com/seen", "today")
                .endMetadata()
                .build();

        // Then
        assertThat(ChildNews.change(other, before)).isEqualTo(PodChange.Nothing);
        assertThat(ChildNews.change(pod().build(), before)).isEqualTo(PodChange.Differs);
    }

    @Test
    void thatAPodHasGotReadyIsToldByItsWorkload() {
        // Given
        Pod begun = pod().build();
        Pod serving = ready(pod());

        // Then
        assertThat(ChildNews.change(serving, begun)).isEqualTo(PodChange.GetsReady);
        assertThat(ChildNews.change(begun, serving)).isEqualTo(PodChange.Differs);
        assertThat(ChildNews.change(leaving(serving), serving)).isEqualTo(PodChange.Differs);
        assertThat(ChildNews.change(leaving(serving), begun)).isEqualTo(PodChange.Differs);
    }

    @Test
    void aWorkloadSettlesOnceAllItsPodsAreReady() {
        // Given
        Deployment begun = Deployments.of("cloud", 2, 1).build();
        Deployment settled = Deployments.of("cloud", 2, 2).build();

        // Then
        assertThat(ChildNews.settles(settled, begun)).isTrue();
        assertThat(ChildNews.settles(settled, settled)).isFalse();
        assertThat(ChildNews.settles(begun, settled)).isFalse();
        assertThat(ChildNews.isSettled(by(Labels.MANAGER))).isFalse();
    }

    @Test
    void aWorkloadMakesThePodsOfItsSectionAndOfItsBranchIfItHasOne() {
        Pod pod = pod().build();
        assertThat(ChildNews.isMakerOf(of(Map.of(Labels.SECTION, "camera")), pod))
                .isTrue();
        assertThat(ChildNews.isMakerOf(of(Map.of(Labels.SECTION, "camera", Labels.BRANCH, "view0")), pod))
                .isTrue();
        assertThat(ChildNews.isMakerOf(of(Map.of(Labels.SECTION, "camera", Labels.BRANCH, "view1")), pod))
                .isFalse();
        assertThat(ChildNews.isMakerOf(of(Map.of(Labels.SECTION, "cloud")), pod))
                .isFalse();
    }

    private static Deployment of(Map<String, String> labels) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .build();
    }

    private static Pod leaving(Pod pod) {
        return new PodBuilder(pod)
                .editMetadata()
                .withDeletionTimestamp("2026-01-01T00:00:00Z")
                .endMetadata()
                .build();
    }

    private static ConfigMap by(String... hands) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("camera")
                .withManagedFields(Stream.of(hands).map(ChildNewsTest::hand).toList())
                .endMetadata()
                .build();
    }

    private static ManagedFieldsEntry hand(String manager) {
        var entry = new ManagedFieldsEntry();
        entry.setManager(manager);
        return entry;
    }

    private static PodBuilder pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("camera-0")
                .withUid("uid")
                .withLabels(Map.of(Labels.SECTION, "camera", Labels.BRANCH, "view0"))
                .endMetadata()
                .withNewSpec()
                .withNodeName("cam-1")
                .endSpec();
    }

    private static Pod ready(PodBuilder pod) {
        return pod.withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }
}

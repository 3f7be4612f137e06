package dev.ddnn.api.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.ddnn.api.v1alpha1.Address;
import dev.ddnn.api.v1alpha1.Assignment;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.Limits;
import dev.ddnn.api.v1alpha1.SectionStatus;
import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Server-side apply of status records: what is null is not claimed, conditions merge by type, limits hold. */
@ExtendWith(ApiServerExtension.class)
class StatusApiServerIT {
    private static final String NAMESPACE = "status";
    private static KubernetesClient client;

    @BeforeAll
    static void install(ControlPlane plane) throws IOException, InterruptedException {
        var api = InstalledApi.in(plane);
        api.namespace(NAMESPACE);
        client = api.client();
    }

    @AfterAll
    static void disconnect() {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void comesBackAsItWasWritten() {
        // Given
        create("whole");
        var row = new SectionStatus(
                "camera", "cameras", 5, 6, 1, List.of(new Assignment("view0", "cam-17")), "view3 has no node");
        var status = new DDNNStatus(
                1L,
                List.of(DDNNs.condition("Ready", "False", "SectionsNotReady", "camera has 5 of 6 pods ready")),
                "whole-7f3a",
                List.of(new Address("view0", "cam-17", "http://view0.whole-camera.status.svc:8080")),
                List.of(row),
                "camera 5/6");
        // When
        var after = apply("operator", "whole", status);
        // Then
        assertThat(after.getStatus()).isEqualTo(status);
    }

    @Test
    void doesNotClaimWhatIsNull() {
        // Given
        create("partial");
        // When
        var after = apply("operator", "partial", new DDNNStatus(1L, null, null, null, null, "camera 0/6"));
        // Then
        var claimed = after.getMetadata().getManagedFields().stream()
                .filter(f -> f.getManager().equals("operator"))
                .findFirst()
                .orElseThrow();
        assertThat(claimed.getFieldsV1()
                        .getAdditionalProperties()
                        .get("f:status")
                        .toString())
                .contains("f:sectionSummary", "f:observedGeneration")
                .doesNotContain("f:conditions", "f:addresses", "f:sections=");
    }

    @Test
    void mergesConditionsOfTwoPartiesByType() {
        // Given
        create("conditions");
        apply("operator", "conditions", conditions(DDNNs.condition("Ready", "False", "Starting", "")));
        apply("other", "conditions", conditions(DDNNs.condition("Audited", "True", "Audited", "")));
        // When
        var after = apply("operator", "conditions", conditions(DDNNs.condition("Ready", "True", "Serving", "")));
        // Then
        assertThat(after.getStatus().conditions())
                .extracting(Condition::getType, Condition::getStatus)
                .containsExactlyInAnyOrder(tuple("Ready", "True"), tuple("Audited", "True"));
    }

    @Test
    void refusesAMessageBeyondItsLimit() {
        // Given
        create("limit");
        var tooLong = new SectionStatus("camera", null, null, null, null, null, "x".repeat(Limits.MESSAGE + 1));
        // When, Then
        assertThatThrownBy(
                        () -> apply("operator", "limit", new DDNNStatus(1L, null, null, null, List.of(tooLong), null)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("status.sections[0].message: Too long: may not be more than 1024 bytes");
    }

    @Test
    void doesNotChangeTheGeneration() {
        // Given
        var before = create("generation").getMetadata().getGeneration();
        // When
        var after = apply("operator", "generation", conditions(DDNNs.condition("Ready", "True", "Serving", "")));
        // Then
        assertThat(after.getMetadata().getGeneration()).isEqualTo(before);
    }

    private static DDNN create(String name) {
        return client.resource(DDNNs.withSections(NAMESPACE, name, "camera", "cloud"))
                .fieldManager("user")
                .serverSideApply();
    }

    private static DDNN apply(String manager, String name, DDNNStatus status) {
        var context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .build();
        return client.resource(DDNNs.withStatus(NAMESPACE, name, status))
                .subresource("status")
                .patch(context);
    }

    private static DDNNStatus conditions(Condition condition) {
        return new DDNNStatus(1L, List.of(condition), null, null, null, null);
    }
}

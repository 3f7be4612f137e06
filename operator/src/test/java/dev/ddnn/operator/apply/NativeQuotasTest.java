package dev.ddnn.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeQuotasTest {
    private static final List<HasMetadata> MADE = List.of(
            revision(),
            new ConfigMapBuilder().build(),
            new ConfigMapBuilder().build(),
            new ServiceBuilder().build(),
            new ServiceBuilder().build(),
            new DeploymentBuilder().build());

    private static GenericKubernetesResource revision() {
        var revision = new GenericKubernetesResource();
        revision.setKind("DDNNRevision");
        return revision;
    }

    private static ResourceQuota quota(String resource, String used, String hard) {
        return new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("native")
                .endMetadata()
                .withNewSpec()
                .withHard(Map.of(resource, new Quantity(hard)))
                .endSpec()
                .withNewStatus()
                .withHard(Map.of(resource, new Quantity(hard)))
                .withUsed(Map.of(resource, new Quantity(used)))
                .endStatus()
                .build();
    }

    private static List<String> refusals(ResourceQuota... quotas) {
        return NativeQuotas.refusals(List.of(quotas), MADE);
    }

    @Test
    void whatHasRoomIsNotRefused() {
        assertThat(refusals()).isEmpty();
        assertThat(refusals(
                        quota("count/services", "1", "3"),
                        quota("configmaps", "8", "1k"),
                        quota("count/deployments.apps", "0", "1"),
                        quota("count/ddnnrevisions.ddnn.dev", "0", "1"),
                        quota("count/secrets", "1", "1"),
                        quota("pods", "0", "0")))
                .isEmpty();
    }

    @Test
    void allThatIsToBeMadeMustFitTogether() {
        assertThat(refusals(quota("count/services", "1", "2")))
                .containsExactly(
                        "exceeded quota: native, requested: count/services=2, used: count/services=1, limited: count/services=2");
        assertThat(refusals(quota("services", "0", "1"), quota("count/configmaps", "2", "3")))
                .hasSize(2);
        assertThat(refusals(quota("count/ddnnrevisions.ddnn.dev", "0", "0")))
                .containsExactly("exceeded quota: native, requested: count/ddnnrevisions.ddnn.dev=1, "
                        + "used: count/ddnnrevisions.ddnn.dev=0, limited: count/ddnnrevisions.ddnn.dev=0");
    }

    @Test
    void aQuotaThatWasNotCountedYetRefusesAsTheApiServerDoes() {
        // Given
        var fresh = quota("count/services", "0", "5");
        fresh.setStatus(null);
        var half = quota("count/services", "0", "5");
        half.getStatus().setUsed(new HashMap<>());

        // When / Then
        assertThat(refusals(fresh)).containsExactly("status unknown for quota: native, resources: count/services");
        assertThat(refusals(half)).hasSize(1);
    }

    @Test
    void aQuotaOfPodsOfSomeKindCountsNoObjects() {
        // Given
        var scoped = quota("count/services", "0", "0");
        scoped.getSpec().setScopes(List.of("BestEffort"));

        // When / Then
        assertThat(refusals(scoped)).isEmpty();
    }
}

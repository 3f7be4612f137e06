package dev.ddnn.api.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.BranchSpec;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.Defaults;
import dev.ddnn.api.v1alpha1.Encoding;
import dev.ddnn.api.v1alpha1.OnUpstreamLoss;
import dev.ddnn.api.v1alpha1.SectionSpec;
import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ApiServerExtension;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Server-side apply of the records: lists keep their order, and each party owns its own items. */
@ExtendWith(ApiServerExtension.class)
class ApplyApiServerIT {
    private static final String NAMESPACE = "apply";
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
    void insertsASectionWhereItStands() {
        // Given
        apply("user", DDNNs.withSections(NAMESPACE, "inserted", "camera", "cloud"));
        // When
        var after = apply("user", DDNNs.withSections(NAMESPACE, "inserted", "camera", "gateway", "cloud"));
        // Then
        assertThat(names(after)).containsExactly("camera", "gateway", "cloud");
    }

    @Test
    void keepsTheOrderThatWasAppliedLast() {
        // Given
        apply("user", DDNNs.withSections(NAMESPACE, "reordered", "a", "b", "c", "cloud"));
        // When
        var after = apply("user", DDNNs.withSections(NAMESPACE, "reordered", "c", "a", "b", "cloud"));
        // Then
        assertThat(names(after)).containsExactly("c", "a", "b", "cloud");
    }

    @Test
    void removesASectionThatIsNoLongerApplied() {
        // Given
        apply("user", DDNNs.withSections(NAMESPACE, "removed", "camera", "gateway", "cloud"));
        // When
        var after = apply("user", DDNNs.withSections(NAMESPACE, "removed", "camera", "cloud"));
        // Then
        assertThat(names(after)).containsExactly("camera", "cloud");
    }

    @Test
    void fillsInTheDefaults() {
        // Given a spec without them; When
        var spec = apply("user", DDNNs.withSections(NAMESPACE, "defaults", "camera", "cloud"))
                .getSpec();
        // Then
        assertThat(spec.deadline()).isEqualTo(Defaults.DEADLINE);
        assertThat(spec.onUpstreamLoss()).isEqualTo(OnUpstreamLoss.valueOf(Defaults.ON_UPSTREAM_LOSS));
        assertThat(spec.sections().get(0).output().get(0).encoding()).isEqualTo(Encoding.valueOf(Defaults.ENCODING));
        assertThat(spec.sections().get(1).replicas()).isNull();
    }

    @Test
    void leavesToEachPartyItsOwnItems() {
        // Given a user's sections, and the wish of another party for a branch of one of them
        apply("user", DDNNs.withSections(NAMESPACE, "shared", "camera", "cloud"));
        apply(
                "placer",
                DDNNs.withBranchOnly(
                        NAMESPACE,
                        "shared",
                        "camera",
                        new BranchSpec("view0", "cam-1"),
                        new BranchSpec("view1", "cam-2")));
        // When the user applies again, and the other party withdraws one of its two items
        apply("user", DDNNs.withSections(NAMESPACE, "shared", "camera", "gateway", "cloud"));
        var after =
                apply("placer", DDNNs.withBranchOnly(NAMESPACE, "shared", "camera", new BranchSpec("view1", "cam-2")));
        // Then
        assertThat(names(after)).containsExactly("camera", "gateway", "cloud");
        assertThat(after.getSpec().sections().get(0).branches()).containsExactly(new BranchSpec("view1", "cam-2"));
    }

    private static DDNN apply(String manager, DDNN ddnn) {
        return client.resource(ddnn).fieldManager(manager).serverSideApply();
    }

    private static List<String> names(DDNN ddnn) {
        return ddnn.getSpec().sections().stream().map(SectionSpec::name).toList();
    }
}

package dev.ddnn.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.Observed.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As the scheduler of Kubernetes counts. */
class PoolTolerationsTest {
    @ParameterizedTest
    @CsvSource({
        "dedicated, Equal, vision, NoSchedule, true",
        "dedicated, , vision, NoSchedule, true",
        "dedicated, Equal, audio, NoSchedule, false",
        "dedicated, Equal, , NoSchedule, false",
        "dedicated, Exists, , NoSchedule, true",
        "dedicated, Exists, , , true",
        "dedicated, Exists, , NoExecute, false",
        "other, Exists, , , false",
        ", Exists, , , true",
        ", Exists, , NoExecute, false",
        "dedicated, Gt, vision, NoSchedule, false"
    })
    void aTaintIsToleratedByKeyValueAndEffect(
            String key, String operator, String value, String effect, boolean admits) {
        // Given
        var toleration = new Toleration(effect, key, operator, null, value);
        var node = tainted(new Taint("dedicated", "vision", "NoSchedule"));

        // When, Then
        assertThat(PoolTolerations.admits(pool(Tier.Device, toleration), node)).isEqualTo(admits);
    }

    @Test
    void aTaintWithoutAValueIsEqualToAnEmptyOne() {
        assertThat(PoolTolerations.admits(
                        pool(Tier.Device, new Toleration("NoExecute", "a", "Equal", null, "")),
                        tainted(new Taint("a", null, "NoExecute"))))
                .isTrue();
    }

    @Test
    void onDevicesAndAtTheEdgeTheTaintOfEdgeNodesIsTolerated() {
        // Given
        var edge = tainted(new Taint("node-role.kubernetes.io/edge", null, "NoSchedule"));

        // When, Then
        assertThat(PoolTolerations.admits(pool(Tier.Edge), edge)).isTrue();
        assertThat(PoolTolerations.admits(pool(Tier.Cloud), edge)).isFalse();
    }

    @Test
    void whatIsMissingIsNamedBesideWhatThereIs() {
        // Given
        var tolerations = new Toleration[] {
            new Toleration("NoSchedule", "dedicated", "Equal", null, "vision"),
            new Toleration(null, "gpu", "Exists", null, null)
        };
        var node = tainted(new Taint("dedicated", "audio", "NoSchedule"), new Taint("camera", null, "NoExecute"));

        // When, Then
        assertThat(Refusal.texts(List.of(PoolTolerations.refusal(pool(Tier.Device, tolerations), node))))
                .containsExactly(
                        "node 'n' has the taint 'dedicated=audio:NoSchedule', 'camera:NoExecute', and pool 'cameras'"
                                + " has the `tolerations` 'dedicated=vision:NoSchedule', 'gpu'. Add what is missing to the"
                                + " pool's `tolerations`, or remove the taint");
    }

    private static Pool pool(Tier tier, Toleration... tolerations) {
        return new Pool("cameras", new DDNNNodePoolSpec(tier, null, null, null, List.of(tolerations), null), List.of());
    }

    private static Node tainted(Taint... taints) {
        return new Node("n", true, false, Map.of(), null, List.of(taints));
    }
}

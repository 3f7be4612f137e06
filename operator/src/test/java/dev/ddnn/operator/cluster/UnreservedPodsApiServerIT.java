package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.testing.DDNNs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pods that nobody has asked for. */
@ExtendWith(SceneExtension.class)
class UnreservedPodsApiServerIT {
    /** A quota that nobody wakes looks again after two minutes. */
    private static final Duration SOON = Duration.ofSeconds(40);

    private final Scene scene;
    private final Crowd crowd;

    UnreservedPodsApiServerIT(Scene scene) {
        this.scene = scene;
        this.crowd = new Crowd(scene);
    }

    @Test
    void whatSomebodyScalesIsCountedAtOnceAndIsNoFault() {
        // Given: one that serves, and asks for nothing more, as its spec waits for a pool
        crowd.quota("team", null, 1);
        crowd.create("one");
        crowd.await("one", ConditionType.Ready, "Serving");
        crowd.apply("one", DDNNs.cloudOnly("nowhere-", "model"));
        crowd.await("one", ConditionType.Ready, "PoolMissing");

        // When
        scale(2);

        // Then
        crowd.awaitLedger("team", SOON, now -> "2/1".equals(now.summary().cloud()));
        Await.until("Events tell of it", () -> crowd.events("team").contains("Warning OverLimit"));
        assertThat(crowd.events("team")).contains("Normal GrowthCounted").doesNotContain("Warning LedgerRepaired");

        // When
        crowd.quota("team", null, 2);

        // Then
        Await.until(
                "an Event tells that all is well", () -> crowd.events("team").contains("Normal WithinLimits"));
    }

    private void scale(int replicas) {
        var deployments = scene.harness
                .admin
                .apps()
                .deployments()
                .inNamespace(scene.namespace)
                .withLabel(Labels.DDNN, "one");
        deployments
                .list()
                .getItems()
                .forEach(deployment -> scene.harness.admin.resource(deployment).scale(replicas));
    }
}

package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.reconcile.PlantedReconciler;
import dev.ddnn.operator.reconcile.PlantedReconciler.Bug;
import dev.ddnn.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each kind comes by a watch of its own, and one may be behind another. */
@ExtendWith(SceneExtension.class)
class LateWatchesApiServerIT {
    private final Scene scene;
    private final Harness harness;

    LateWatchesApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @BeforeEach
    void onlyOneOperator() {
        harness.stopOperator();
    }

    @AfterEach
    void theSharedOne() {
        harness.startOperator();
    }

    @Test
    void podsThatAreSeenReadyAfterTheirWorkloadsMakeTheDdnnReady() {
        // Given
        var late = new LateReadiness();
        Operator operator = operatorThatOnlyEventsWake(late);
        try {
            scene.withPools().apply(scene.spec("0.5"));
            scene.await("the workloads are settled", status -> areSettled());
            Await.still("no visit comes any more", () -> harness.hub.asked(scene.namespace));
            assertThat(scene.ddnn().getStatus().sectionSummary()).isEqualTo("camera 0/3 gateway 0/1 cloud 0/1");

            // When
            late.catchUp();
            harness.kubelet.pods(scene.namespace, Scene.NAME).forEach(this::tellAgain);

            // Then
            var status = scene.awaitStill("Ready", found -> Scene.isTrue(found, ConditionType.Ready));
            assertThat(status.sectionSummary()).isEqualTo("camera 3/3 gateway 1/1 cloud 1/1");
        } finally {
            Harness.stop(operator);
        }
    }

    private Operator operatorThatOnlyEventsWake(LateReadiness late) {
        var patient = new Bug() {
            @Override
            public Duration calm() {
                return Duration.ofHours(1);
            }
        };
        return harness.startOperator(
                scene.namespace,
                harness.operatorClient(late.module()),
                (client, informers) ->
                        new PlantedReconciler(client, informers, harness.hubClient, harness.surroundings(), patient));
    }

    private boolean areSettled() {
        var deployments = harness.admin
                .apps()
                .deployments()
                .inNamespace(scene.namespace)
                .list()
                .getItems();
        return deployments.size() == 5
                && deployments.stream().allMatch(deployment -> Integer.valueOf(1)
                        .equals(deployment.getStatus().getReadyReplicas()));
    }

    private void tellAgain(Pod pod) {
        scene.meddle(
                Pod.class,
                pod.getMetadata().getName(),
                Map.of("metadata", Map.of("annotations", Map.of("test.ddnn.dev/told", "again"))));
    }
}

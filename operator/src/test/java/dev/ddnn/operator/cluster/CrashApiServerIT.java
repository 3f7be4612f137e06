package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.GatesSpec;
import dev.ddnn.api.v1alpha1.RolloutSpec;
import dev.ddnn.api.v1alpha1.StepSpec;
import dev.ddnn.operator.cluster.Death.Moment;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.testing.DDNNs;
import io.javaoperatorsdk.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operator dies at a write of the install, the rollout, the rollback or the revert, and another one goes on: it ends as if nothing
 * had happened, and the configurations fit together at every moment. By default at a few of the writes; {@code -Dddnn.crashes=all}: at
 * each one, before it is sent, with its reply lost, and after the reply.
 */
@ExtendWith(SceneExtension.class)
class CrashApiServerIT {
    private static final boolean ALL = "all".equals(System.getProperty("ddnn.crashes"));
    private static final int SAMPLE = 3;
    private static final int AT_ONCE = 4;

    private final Harness harness;

    CrashApiServerIT(Scene scene) {
        this.harness = scene.harness;
    }

    /** What goes on when the operator dies. */
    enum Play {
        Install,
        Rollout,
        Rollback,
        Revert
    }

    @BeforeEach
    void onlyOperatorsThatDie() {
        harness.stopOperator();
    }

    @AfterEach
    void theSharedOne() {
        harness.startOperator();
    }

    @ParameterizedTest
    @EnumSource(Play.class)
    void whereverTheOperatorDiesTheEndIsTheSame(Play play) throws InterruptedException, ExecutionException {
        // Given
        var undisturbed = new Run(play, 0, Moment.BeforeSending);
        Map<String, String> expected = undisturbed.play();
        int writes = undisturbed.death.writes().size();

        // When
        List<Run> runs = runs(play, writes);
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Map<String, String>>> ends =
                    runs.stream().map(run -> threads.submit(run::play)).toList();

            // Then
            for (int i = 0; i < ends.size(); i++) {
                assertThat(ends.get(i).get())
                        .as("%s of %s writes", runs.get(i), writes)
                        .isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Run> runs(Play play, int writes) {
        var runs = new ArrayList<Run>();
        if (ALL) {
            for (int write = 1; write <= writes; write++) {
                for (Moment moment : Moment.values()) {
                    runs.add(new Run(play, write, moment));
                }
            }
            return runs;
        }
        for (int i = 0; i < SAMPLE; i++) {
            runs.add(new Run(play, 1 + i * (writes - 1) / SAMPLE, Moment.values()[i % 3]));
        }
        return runs;
    }

    /** One life and one death in a namespace of its own. */
    private final class Run {
        private final Play play;
        private final int write;
        private final Moment moment;
        private final Death death = new Death();
        private Operator operator;

        Run(Play play, int write, Moment moment) {
            this.play = play;
            this.write = write;
            this.moment = moment;
        }

        Map<String, String> play() {
            var scene = new Scene(harness).withPools();
            harness.kubelet.agree(scene.namespace, play == Play.Rollback ? 61 : 100);
            operator = harness.startOperator(scene.namespace, death);
            try (var ledger = new Ledger(scene)) {
                prepare(scene);
                death.arm(write, moment);
                scene.apply(goal(scene));
                await(scene);
                assertThat(ledger.problems()).as("%s", this).isEmpty();
                return EndState.of(scene);
            } finally {
                operator.stop();
                harness.admin.resource(scene.ddnn()).withGracePeriod(0).delete();
            }
        }

        private void prepare(Scene scene) {
            if (play != Play.Install) {
                scene.apply(model(scene, "model", "0s"));
                scene.awaitReady();
            }
            if (play == Play.Revert) {
                scene.apply(model(scene, "retrained", "1h"));
                scene.await(
                        "a share of the samples",
                        status -> status.rollout() != null
                                && Integer.valueOf(10).equals(status.rollout().percent()));
            }
        }

        private DDNNSpec goal(Scene scene) {
            return switch (play) {
                case Install, Revert -> model(scene, "model", "0s");
                case Rollout, Rollback -> model(scene, "retrained", "0s");
            };
        }

        private void await(Scene scene) {
            if (write > 0) {
                Await.until(this + " strikes", () -> {
                    harness.kubelet.sync(scene.namespace, Scene.NAME);
                    return death.hasStruck();
                });
                operator.stop();
                operator = harness.startOperator(scene.namespace, new Death());
            }
            scene.await(toString(), this::isAtRest);
        }

        private boolean isAtRest(DDNNStatus status) {
            boolean ends = play == Play.Rollback
                    ? Scene.isTrue(status, ConditionType.Stalled)
                    : Scene.isTrue(status, ConditionType.RolledOut);
            return ends
                    && Scene.isTrue(status, ConditionType.Ready)
                    && Scene.condition(status, ConditionType.Reconciling).isEmpty();
        }

        @Override
        public String toString() {
            return play + ", death at write " + write + " " + moment;
        }
    }

    private static DDNNSpec model(Scene scene, String model, String hold) {
        var gates = new GatesSpec(100, null, 95, null, null, null);
        return DDNNs.rollout(
                DDNNs.camerasGatewayCloud(scene.prefix, model, 2, "0.5"),
                new RolloutSpec(List.of(new StepSpec(10, hold), new StepSpec(50, "0s")), "10m", null, gates));
    }
}

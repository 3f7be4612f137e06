package dev.ddnn.operator.cluster;

import dev.ddnn.operator.cluster.Death.Moment;
import dev.ddnn.operator.reconcile.DDNNReconciler;
import dev.ddnn.operator.reconcile.Informers;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * A plan: in that play the operator dies at one of its writes, and another one goes on.
 *
 * @param write from 1; 0: it does not die
 */
record Crash(Play play, int write, Moment moment) {
    /**
     * What became of it.
     *
     * @param end what stands there
     * @param problems what was wrong on the way
     * @param writes of the first operator, from the beginning of the play
     * @param struck whether the operator had so many writes to die at
     */
    record Outcome(Map<String, String> end, List<String> problems, List<String> writes, boolean struck) {}

    static Crash none(Play play) {
        return new Crash(play, 0, Moment.BeforeSending);
    }

    /** Plays it with the product's reconciler. */
    Outcome play(Harness harness, Duration limit) {
        return play(harness, limit, life -> harness::reconciler, life -> false);
    }

    /** Makes the reconciler of an operator. */
    interface Maker extends BiFunction<KubernetesClient, Informers, DDNNReconciler> {}

    /**
     * Plays it with reconcilers of the test's.
     *
     * @param makers of the first operator, 1, and of the second one
     * @param enough whether it need not be played to its end
     */
    Outcome play(Harness harness, Duration limit, IntFunction<Maker> makers, Predicate<Life> enough) {
        try (var life = new Life(harness, play, limit, hashCode())) {
            var death = new Death();
            Operator operator = harness.startOperator(life.namespace(), death, makers.apply(1));
            try {
                play.prepare(life);
                death.arm(write, moment);
                life.begin();
                life.awaitEndOr(() -> death.hasStruck() || enough.test(life));
                if (death.hasStruck()) {
                    Harness.stop(operator);
                    operator = harness.startOperator(life.namespace(), new Death(), makers.apply(2));
                    life.awaitEndOr(() -> enough.test(life));
                }
                Map<String, String> end = life.end();
                return new Outcome(end, life.problems(), death.writes(), death.hasStruck());
            } finally {
                Harness.stop(operator);
            }
        }
    }

    @Override
    public String toString() {
        return write == 0 ? play + " undisturbed" : play + ", death at write " + write + " " + moment;
    }
}

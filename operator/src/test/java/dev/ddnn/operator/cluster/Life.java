package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** One play in a namespace of its own, with pods that do their part, and all that was committed meanwhile. Operators come and go. */
final class Life implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Play play;
    private final Duration limit;
    private final Scene scene;
    private final Chronicle chronicle;
    private final PromptPods pods;

    /**
     * @param limit how long the play may take
     * @param seed of the order in which pods do their part
     */
    Life(Harness harness, Play play, Duration limit, long seed) {
        this.play = play;
        this.limit = limit;
        scene = new Scene(harness).withPools();
        harness.kubelet.agree(scene.namespace, play.agreement());
        chronicle = harness.commits().of(scene);
        pods = new PromptPods(scene, chronicle, seed);
    }

    String namespace() {
        return scene.namespace;
    }

    String prefix() {
        return scene.prefix;
    }

    void apply(DDNNSpec spec) {
        scene.apply(spec);
    }

    /** Begins what is played. */
    void begin() {
        apply(play.goal(this));
    }

    /** Waits for a status of the newest generation; the pods do their part meanwhile. */
    void await(String what, Predicate<DDNNStatus> test) {
        Await.value(
                play + ": " + what,
                PATIENCE,
                () -> played(test) ? Optional.of(true) : Optional.empty(),
                this::evidence);
    }

    /** Waits for the end of the play, or for something that happens before. */
    void awaitEndOr(BooleanSupplier before) {
        Await.value(
                play + ": the end",
                limit,
                () -> before.getAsBoolean() || played(play::isOver) ? Optional.of(true) : Optional.empty(),
                this::evidence);
    }

    private boolean played(Predicate<DDNNStatus> test) {
        pods.tick();
        return chronicle
                .ddnn()
                .filter(ddnn -> ddnn.getStatus() != null
                        && ddnn.getMetadata()
                                .getGeneration()
                                .equals(ddnn.getStatus().observedGeneration())
                        && test.test(ddnn.getStatus()))
                .filter(ddnn -> scene.ddnn()
                        .getMetadata()
                        .getGeneration()
                        .equals(ddnn.getMetadata().getGeneration()))
                .isPresent();
    }

    private String evidence() {
        return "status: " + chronicle.ddnn().map(ddnn -> ddnn.getStatus()) + ", so far: " + problems();
    }

    /** How far it is, in a few words. */
    String moment() {
        return chronicle.ddnn().map(ddnn -> ddnn.getStatus()).map(Life::moment).orElse("nothing");
    }

    private static String moment(DDNNStatus status) {
        return status.rollout() == null
                ? String.valueOf(status.sectionSummary())
                : status.rollout().percent() + " %, " + status.rollout().message();
    }

    List<String> problems() {
        return Judge.problems(chronicle, play.highestRoute());
    }

    /** All that stands there, once nothing of it is missing in the chronicle. */
    Map<String, String> end() {
        chronicle.catchUp();
        return EndState.of(scene);
    }

    @Override
    public void close() {
        scene.harness.commits().forget(scene);
        scene.leave();
    }
}

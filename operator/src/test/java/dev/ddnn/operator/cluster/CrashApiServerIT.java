package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.cluster.Crash.Outcome;
import dev.ddnn.operator.cluster.Death.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator dies at a write of the install, the rollout, the rollback or the revert, and another one goes on: it ends as if nothing
 * had happened, and at no moment was anything wrong. By default at one write of each; {@code -Dddnn.crashes=all} or the name of a play: at each one, before
 * it is sent, with its reply lost, and after the reply.
 */
@ExtendWith(SceneExtension.class)
class CrashApiServerIT {
    /** Of which plays at each write. */
    private static final Set<Play> EACH = LongRun.plays();

    private static final int AT_ONCE = LongRun.count("ddnn.crashes.at-once", 8);

    /** After so many plans it says how far it is. */
    private static final int REPORTED = 25;

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Harness harness;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    CrashApiServerIT(Scene scene) {
        this.harness = scene.harness;
    }

    @BeforeEach
    void onlyOperatorsThatDie() {
        harness.stopOperator();
    }

    @AfterEach
    void theSharedOne() {
        threads.shutdownNow();
        harness.startOperator();
    }

    @Test
    void whereverTheOperatorDiesTheEndIsTheSame() throws InterruptedException {
        // Given
        Instant start = Instant.now();
        var plans = new ArrayList<Crash>();
        for (Play play : Play.values()) {
            if (EACH.isEmpty() || EACH.contains(play)) {
                plans.add(Crash.none(play));
            }
        }
        Map<Play, Outcome> expected = new EnumMap<>(Play.class);
        played(plans).forEach((crash, outcome) -> expected.put(crash.play(), outcome));
        assertThat(expected.values())
                .allSatisfy(outcome -> assertThat(outcome.problems()).isEmpty());

        // When
        System.out.println(
                "undisturbed in " + Duration.between(start, Instant.now()).toMillis());
        plans.clear();
        expected.forEach(
                (play, outcome) -> plans.addAll(crashes(play, outcome.writes().size())));
        Map<Crash, Outcome> outcomes = played(plans);

        // Then
        expected.forEach((play, undisturbed) -> System.out.println(
                play + ": " + undisturbed.writes().size() + " writes, " + struck(outcomes, play) + " deaths"));
        System.out.println(outcomes.size() + " plans in "
                + Duration.between(start, Instant.now()).toSeconds() + " s");
        var wrong = new ArrayList<String>();
        outcomes.forEach((crash, outcome) -> {
            outcome.problems().forEach(problem -> wrong.add(crash + ": " + problem));
            EndState.differences(expected.get(crash.play()).end(), outcome.end())
                    .forEach(difference -> wrong.add(crash + " ends otherwise: " + difference));
        });
        assertThat(wrong).isEmpty();
        assertThat(outcomes.values().stream().filter(Outcome::struck).count()).isGreaterThan(outcomes.size() * 9L / 10);
    }

    private static long struck(Map<Crash, Outcome> outcomes, Play play) {
        return outcomes.entrySet().stream()
                .filter(entry ->
                        entry.getKey().play() == play && entry.getValue().struck())
                .count();
    }

    /** At all writes of the undisturbed play, in all three ways; or a few of them. */
    private static List<Crash> crashes(Play play, int writes) {
        var crashes = new ArrayList<Crash>();
        if (EACH.contains(play)) {
            for (int write = 1; write <= writes; write++) {
                for (Moment moment : Moment.values()) {
                    crashes.add(new Crash(play, write, moment));
                }
            }
            return crashes;
        }
        // Another place and another way in each play; not near the end, since visits that come closer together write
        // less.
        crashes.add(new Crash(play, writes * (play.ordinal() + 1) / 8, Moment.values()[play.ordinal() % 3]));
        return crashes;
    }

    private Map<Crash, Outcome> played(List<Crash> plans) throws InterruptedException {
        Map<Crash, Future<Outcome>> futures = new LinkedHashMap<>();
        plans.forEach(crash -> futures.put(crash, threads.submit(() -> crash.play(harness, LIMIT))));
        Map<Crash, Outcome> outcomes = new LinkedHashMap<>();
        Instant start = Instant.now();
        for (var entry : futures.entrySet()) {
            Outcome outcome = outcome(entry.getValue());
            outcomes.put(entry.getKey(), outcome);
            if (!outcome.problems().isEmpty()) {
                System.out.println(entry.getKey() + ": " + outcome.problems());
            } else if (outcomes.size() % REPORTED == 0) {
                System.out.println(outcomes.size() + " of " + plans.size() + " plans in "
                        + Duration.between(start, Instant.now()).toSeconds() + " s; now at " + entry.getKey());
            }
        }
        return outcomes;
    }

    /** A plan that ended with an exception has that as its problem: the others go on, and all are told at the end. */
    private static Outcome outcome(Future<Outcome> plan) throws InterruptedException {
        try {
            return plan.get();
        } catch (ExecutionException e) {
            return new Outcome(Map.of(), List.of("ended with " + e.getCause()), List.of(), false);
        }
    }
}

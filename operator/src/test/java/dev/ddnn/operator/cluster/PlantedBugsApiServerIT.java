package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.cluster.Death.Moment;
import dev.ddnn.operator.reconcile.PlantedReconciler;
import dev.ddnn.operator.reconcile.PlantedReconciler.Bug;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The crash tests find bugs: each of these is planted in an operator that is the product's otherwise, and the judge names it. By
 * default two of them; {@code -Dddnn.crashes=all} or the name of a play: all, or all of that play.
 */
@ExtendWith(SceneExtension.class)
class PlantedBugsApiServerIT {
    /** Of which plays all. */
    private static final Set<Play> EACH = LongRun.plays();

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Harness harness;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    PlantedBugsApiServerIT(Scene scene) {
        this.harness = scene.harness;
    }

    @BeforeEach
    void onlyOperatorsWithBugs() {
        harness.stopOperator();
    }

    @AfterEach
    void theSharedOne() {
        threads.shutdownNow();
        harness.startOperator();
    }

    static List<PlantedBug> bugs() {
        return EACH.isEmpty()
                ? List.of(PlantedBug.AStatusWrittenBeforeTheDeed, PlantedBug.ARetireBeforeThePromote)
                : Stream.of(PlantedBug.values())
                        .filter(bug -> EACH.contains(bug.play))
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void theCrashTestsFind(PlantedBug bug) throws InterruptedException, ExecutionException {
        // Given
        List<Crash> crashes = crashes(bug);

        // When
        var found = new ArrayList<String>();
        var plays = new ArrayList<Future<List<String>>>();
        crashes.forEach(crash -> plays.add(threads.submit(() -> found(bug, crash))));
        for (Future<List<String>> play : plays) {
            found.addAll(play.get());
        }

        // Then
        System.out.println(bug + " is found by " + plays.size() + " plans: "
                + found.stream().findFirst().orElse("no word"));
        assertThat(found).isNotEmpty();
    }

    /** Where a death brings it to light it does so at many of the writes; some of the first will do. */
    private static List<Crash> crashes(PlantedBug bug) {
        if (!bug.needsADeath) {
            return List.of(Crash.none(bug.play));
        }
        var crashes = new ArrayList<Crash>();
        for (int write = 3; write <= (bug.play == Play.Install ? 9 : 24); write += 3) {
            crashes.add(new Crash(bug.play, write, Moment.BeforeSending));
        }
        return crashes;
    }

    private List<String> found(PlantedBug bug, Crash crash) {
        try {
            var outcome = crash.play(harness, bug.needsADeath ? PATIENCE : LIMIT, makers(bug::planted), life -> !said(
                            bug, life.problems())
                    .isEmpty());
            return said(bug, outcome.problems());
        } catch (AssertionError notInTime) {
            return said(bug, List.of(notInTime.getMessage()));
        }
    }

    private static List<String> said(PlantedBug bug, List<String> problems) {
        return problems.stream()
                .filter(problem -> bug.said.stream().anyMatch(problem::contains))
                .toList();
    }

    private IntFunction<Crash.Maker> makers(IntFunction<Bug> bugs) {
        return life -> (client, informers) ->
                new PlantedReconciler(client, informers, harness.hubClient, harness.surroundings(), bugs.apply(life));
    }

    @Test
    void withoutABugNothingIsFound() {
        var outcome = new Crash(Play.Rollout, 20, Moment.ReplyLost)
                .play(harness, LIMIT, makers(life -> new Bug() {}), life -> false);
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.struck()).isTrue();
    }

    @Test
    void aStaleReadIsHarmlessWhereTheVersionIsNamed() {
        // Stale reads make a rollout slow; its turn is in the long runs.
        var outcome = Crash.none(EACH.contains(Play.Rollout) ? Play.Rollout : Play.Install)
                .play(harness, LIMIT, makers(life -> new PlantedBug.Stale()), life -> false);
        assertThat(outcome.problems()).isEmpty();
    }
}

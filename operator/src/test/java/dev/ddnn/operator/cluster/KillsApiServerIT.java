package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.process.Signal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The packaged operator is killed like a machine that loses its power, again and again, while plays go on in several namespaces, each
 * at another moment of its road. Every one of them ends as if nothing had happened, and at no moment was anything wrong.
 * {@code -Dddnn.kills=50} says how often.
 */
@ExtendWith(SceneExtension.class)
class KillsApiServerIT {
    private static final int KILLS = LongRun.count("ddnn.kills", 2);
    private static final long SEED = LongRun.seed(6);
    private static final int LONGEST_LIFE_MILLIS = 2_500;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Harness harness;
    private final Random random = new Random(SEED);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Play, Life> now = new EnumMap<>(Play.class);
    private final List<String> moments = new CopyOnWriteArrayList<>();
    private final AtomicBoolean enough = new AtomicBoolean();
    private @Nullable PackagedOperator operator;

    KillsApiServerIT(Scene scene) {
        this.harness = scene.harness;
    }

    @BeforeEach
    void onlyOperatorsThatAreKilled() {
        harness.stopOperator();
    }

    @AfterEach
    void theSharedOne() {
        threads.shutdownNow();
        kill();
        harness.startOperator();
    }

    /** What became of a play, and what should have. */
    private record Ended(Play play, Map<String, String> end, List<String> problems) {}

    @Test
    void howeverOftenItIsKilledTheEndIsTheSame() throws IOException, InterruptedException, ExecutionException {
        // Given
        List<Play> plays = KILLS < Play.values().length ? List.of(Play.Rollout) : List.of(Play.values());
        Map<Play, Map<String, String>> expected = undisturbed(plays);

        // When
        Instant start = Instant.now();
        var travellers = new ArrayList<Future<List<Ended>>>();
        plays.forEach(play -> travellers.add(threads.submit(() -> travel(play))));
        killAgainAndAgain();
        var ended = new ArrayList<Ended>();
        for (Future<List<Ended>> traveller : travellers) {
            ended.addAll(traveller.get());
        }

        // Then
        System.out.printf(
                "%d kills by seed %d met %d plays in %d s%n",
                KILLS,
                SEED,
                ended.size(),
                Duration.between(start, Instant.now()).toSeconds());
        moments.forEach(System.out::println);
        ended.forEach(play -> {
            assertThat(play.problems()).as("%s", play.play()).isEmpty();
            assertThat(play.end()).as("%s", play.play()).isEqualTo(expected.get(play.play()));
        });
    }

    /** By the operator of the test's JVM: what is packaged comes to the same. */
    private Map<Play, Map<String, String>> undisturbed(List<Play> plays)
            throws InterruptedException, ExecutionException {
        Map<Play, Future<Map<String, String>>> ends = new LinkedHashMap<>();
        plays.forEach(play -> ends.put(
                play, threads.submit(() -> Crash.none(play).play(harness, LIMIT).end())));
        Map<Play, Map<String, String>> expected = new EnumMap<>(Play.class);
        for (var end : ends.entrySet()) {
            expected.put(end.getKey(), end.getValue().get());
        }
        return expected;
    }

    /** The same play over and over until there was enough killing, but to its end. */
    private List<Ended> travel(Play play) {
        var ended = new ArrayList<Ended>();
        do {
            try (var life = new Life(harness, play, LIMIT, SEED + ended.size())) {
                note(play, life);
                play.prepare(life);
                life.begin();
                life.awaitEndOr(() -> false);
                ended.add(new Ended(play, life.end(), life.problems()));
            }
        } while (!enough.get());
        return ended;
    }

    private void killAgainAndAgain() throws IOException {
        try {
            operator = new PackagedOperator(harness, "killed", Map.of());
            for (int kill = 1; kill <= KILLS; kill++) {
                operator.awaitReady();
                pass(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)));
                moments.add("kill " + kill + ": " + positions());
                kill();
                operator = new PackagedOperator(harness, "killed", Map.of());
            }
        } finally {
            enough.set(true);
        }
    }

    private void kill() {
        if (operator != null) {
            operator.process.signal(Signal.KILL);
            operator.process.exit().join();
        }
    }

    private synchronized void note(Play play, Life life) {
        now.put(play, life);
    }

    private synchronized String positions() {
        var positions = new LinkedHashMap<Play, String>();
        now.forEach((play, life) -> positions.put(play, life.moment()));
        return positions.toString();
    }

    /** How long the operator lives is what is played here: there is nothing to wait for. */
    private static void pass(Duration time) {
        Instant end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.between(Instant.now(), end).toNanos());
        }
    }
}

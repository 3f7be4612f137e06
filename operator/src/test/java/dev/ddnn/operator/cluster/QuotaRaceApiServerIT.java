package dev.ddnn.operator.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * 64 DDNNs ask at once where ten have room, of two packaged operators; then the ten go, and the next ten get in. {@code -Dddnn.races=50}
 * says how many rounds. Some go on at once, each in a namespace of its own, and in every second such heat whoever leads is killed at
 * a random write of the first rush, and again at one of the second. Run by name and in the profile long.
 */
@ExtendWith(SceneExtension.class)
class QuotaRaceApiServerIT {
    private static final int RACES = LongRun.count("ddnn.races", 1);
    private static final int AT_ONCE = LongRun.count("ddnn.races.at-once", 5);
    private static final long SEED = LongRun.seed(7);

    /** Each of its DDNNs asks and is answered, so there are at least so many writes in the first rush of a race, and in the second. */
    private static final int FIRST_WRITES = 100;

    private static final int SECOND_WRITES = 20;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Harness harness;
    private final Random random = new Random(SEED);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final RacingOperators operators;

    QuotaRaceApiServerIT(Scene scene) {
        this.harness = scene.harness;
        this.operators = new RacingOperators(harness);
    }

    @BeforeEach
    void onlyTheseOperators() throws Exception {
        harness.stopOperator();
        operators.start();
        operators.start();
    }

    @AfterEach
    void theSharedOne() throws Exception {
        threads.shutdownNow();
        operators.stop();
        harness.startOperator();
    }

    @Test
    void asManyGetInAsThereIsRoomForWhoeverLeads() throws Exception {
        Instant start = Instant.now();
        operators.awaitLeader();
        for (int first = 1; first <= RACES; first += AT_ONCE) {
            heat(first, Math.min(RACES, first + AT_ONCE - 1));
        }
        System.out.printf("seed %d: %d rounds in %d s%n", SEED, RACES, seconds(start));
    }

    private void heat(int first, int last) throws Exception {
        Instant start = Instant.now();
        int rounds = last - first + 1;
        boolean disturbed = first / AT_ONCE % 2 == 0;
        var second = new CountDownLatch(1);
        try (var writes = new WritesSeen(harness.admin)) {
            List<Future<String>> races = new ArrayList<>();
            for (int number = first; number <= last; number++) {
                races.add(threads.submit(new QuotaRace(harness, number, second::countDown)));
            }
            String kills = "nobody is killed";
            if (disturbed) {
                kills = kill(writes, rounds * FIRST_WRITES);
                if (!second.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("no race came to its second rush; " + outcomes(races));
                }
                kills += ", " + kill(writes, rounds * SECOND_WRITES);
            }
            outcomes(races).forEach(System.out::println);
            System.out.printf("seed %d, rounds %d to %d in %d s: %s%n", SEED, first, last, seconds(start), kills);
        }
    }

    private String kill(WritesSeen writes, int most) throws Exception {
        int write = 1 + random.nextInt(most);
        writes.awaitMore(write);
        return operators.killTheLeader() + " is killed at write " + write + " of " + most;
    }

    private static List<String> outcomes(List<Future<String>> races) throws ExecutionException, InterruptedException {
        var outcomes = new ArrayList<String>();
        for (var race : races) {
            outcomes.add(race.get());
        }
        return outcomes;
    }

    private static long seconds(Instant start) {
        return Duration.between(start, Instant.now()).toSeconds();
    }
}

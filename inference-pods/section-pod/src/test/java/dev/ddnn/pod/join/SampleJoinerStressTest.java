package dev.ddnn.pod.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.pod.ingress.AdmissionGate;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.testing.Await;
import dev.ddnn.pod.time.Deadline;
import dev.ddnn.pod.time.SystemTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts in random order from several threads, some twice, some late, some never: each gets exactly one verdict. */
@Timeout(180)
class SampleJoinerStressTest {
    private static final int SAMPLES = 400;
    private static final List<String> BRANCHES = List.of("a", "b", "c", "d");
    private static final JoinRule RULE =
            new JoinRule(Set.copyOf(BRANCHES), Duration.ofMillis(20), 2, Duration.ofSeconds(30));

    private final SystemTimer timer = new SystemTimer();
    private final ExecutorService senders = Executors.newFixedThreadPool(3);
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final AtomicInteger computed = new AtomicInteger();

    private record Sent(String branch, String sample, List<Outcome> verdicts) {}

    @AfterEach
    void stop() {
        timer.close();
        senders.shutdownNow();
        workers.shutdownNow();
    }

    private void compute(Joined joined, java.util.function.Consumer<Outcome> done) {
        workers.execute(() -> {
            computed.incrementAndGet();
            done.accept(new Answered(
                    "x", new float[] {1, 0}, 1, joined.sample(), joined.present(), DegradedReason.NOT_DEGRADED));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyPartGetsExactlyOneVerdict(long seed) {
        // Given
        var joiner = new SampleJoiner(() -> "x", timer, new AdmissionGate(64), branch -> false, this::compute);
        var plan = plan(new Random(seed));
        var sent = new ConcurrentLinkedQueue<Sent>();

        // When
        for (int thread = 0; thread < 3; thread++) {
            int mine = thread;
            senders.execute(() -> {
                for (int i = mine; i < plan.size(); i += 3) {
                    send(joiner, plan.get(i), sent);
                }
            });
        }
        Await.until("all parts are sent", () -> sent.size() == plan.size());
        Await.until("all parts have a verdict", () -> sent.stream()
                .noneMatch(one -> one.verdicts().isEmpty()));
        Await.until("nothing is in flight", () -> joiner.inFlight() == 0);

        // Then
        assertThat(sent).allSatisfy(one -> assertThat(one.verdicts()).hasSize(1));
        Map<String, Set<Outcome>> answers = new HashMap<>();
        for (Sent one : sent) {
            var verdict = one.verdicts().get(0);
            if (verdict.isAnswer()) {
                answers.computeIfAbsent(one.sample(), key -> new HashSet<>()).add(verdict);
            }
        }
        assertThat(answers.values()).allSatisfy(same -> assertThat(same).hasSize(1));
        assertThat(computed.get()).isEqualTo(answers.size());
        assertThat(sent.stream().map(one -> one.verdicts().get(0).fold(answered -> null, Refused::code)))
                .containsAnyOf(RefusalCode.DUPLICATE, RefusalCode.TOO_FEW_BRANCHES, RefusalCode.OVERLOADED);
    }

    private static List<String[]> plan(Random random) {
        var plan = new ArrayList<String[]>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (String branch : BRANCHES) {
                int times = random.nextInt(10);
                for (int i = 0; i < (times == 0 ? 0 : times == 1 ? 2 : 1); i++) {
                    plan.add(new String[] {branch, "s" + sample});
                }
            }
        }
        // Shuffled in blocks, so that the parts of a sample stay near each other, and some do not.
        for (int start = 0; start < plan.size(); start += 60) {
            Collections.shuffle(plan.subList(start, Math.min(start + 60, plan.size())), random);
        }
        for (int i = 0; i < 40; i++) {
            Collections.swap(plan, random.nextInt(plan.size()), random.nextInt(plan.size()));
        }
        return plan;
    }

    private void send(SampleJoiner joiner, String[] step, ConcurrentLinkedQueue<Sent> sent) {
        var one = new Sent(step[0], step[1], Collections.synchronizedList(new ArrayList<>()));
        int bit = 1 << BRANCHES.indexOf(one.branch());
        var part = new Part(
                one.branch(), one.sample(), List.of("r1"), bit, List.of(), Deadline.in(timer, Duration.ofSeconds(10)));
        joiner.accept(RULE, part, one.verdicts()::add);
        sent.add(one);
    }
}

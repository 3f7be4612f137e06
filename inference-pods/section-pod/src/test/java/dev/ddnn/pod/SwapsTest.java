package dev.ddnn.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.testing.FakeHub;
import dev.ddnn.pod.testing.LetterModels;
import dev.ddnn.pod.testing.ManualTimer;
import dev.ddnn.pod.testing.SimulatedPods;
import dev.ddnn.pod.time.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models replace each other under load while every pod learns of it when it likes, restarts, or is away. Whatever happens: an answer is
 * the one of the uncut model that it names, and each view gets one outcome. {@code -Dswaps.histories=1400} plays more of them.
 */
class SwapsTest {
    private static final int HISTORIES = Integer.parseInt(System.getProperty("swaps.histories", "70"));
    private static final int MOMENTS = 2_500;

    /** Kept, since a logger that nobody refers to forgets its level. Every swap loads sections, and each load is a line. */
    private static final Logger LOADS = Logger.getLogger("dev.ddnn.pod.section");

    @TempDir
    Path directory;

    private FakeHub hub;

    @BeforeEach
    void start() {
        LOADS.setLevel(Level.WARNING);
        hub = new FakeHub(LetterModels.files());
    }

    @AfterEach
    void stop() {
        LOADS.setLevel(null);
        hub.close();
    }

    @Test
    void answersAreNeverMixed() {
        var sum = new Tally();
        for (int seed = 0; seed < HISTORIES; seed++) {
            // When
            var tally = new History(seed, UnaryOperator.identity()).play();

            // Then
            assertThat(tally.mixed).as("mixed answers, seed %d", seed).isEmpty();
            assertThat(tally.without)
                    .as("views without an outcome, seed %d", seed)
                    .isZero();
            assertThat(tally.twice).as("views with two outcomes, seed %d", seed).isZero();
            assertThat(tally.unlike)
                    .as("samples whose views got different answers, seed %d", seed)
                    .isZero();
            sum.add(tally);
        }
        System.out.printf(
                "%d swaps: %d views answered, %d refused, 0 mixed; by revision %s%n",
                sum.swaps, sum.answered, sum.refused, sum.byRevision);
        assertThat(sum.swaps).isGreaterThan(25 * HISTORIES);
        assertThat(sum.answered).isGreaterThan(2 * sum.refused);
        assertThat(sum.byRevision.keySet()).containsExactlyInAnyOrder("A", "B", "C");
    }

    @Test
    void aWireThatNamesAnotherRevisionIsCaught() {
        // Given
        UnaryOperator<List<String>> forged = names -> names.stream()
                .map(name -> name.equals("A") ? "B" : name)
                .distinct()
                .toList();

        // When
        var sum = new Tally();
        for (int seed = 0; seed < 20; seed++) {
            sum.add(new History(seed, forged).play());
        }

        // Then
        assertThat(sum.mixed).hasSizeGreaterThan(100);
    }

    private static final class Tally {
        private final List<String> mixed = new ArrayList<>();
        private final Map<String, Integer> byRevision = new HashMap<>();
        private int swaps;
        private int answered;
        private int refused;
        private int without;
        private int twice;
        private int unlike;

        private void add(Tally other) {
            mixed.addAll(other.mixed);
            other.byRevision.forEach((name, count) -> byRevision.merge(name, count, Integer::sum));
            swaps += other.swaps;
            answered += other.answered;
            refused += other.refused;
        }
    }

    /** One sample, its two views, and what each view was told. */
    private record Sample(byte[][] views, List<List<Outcome>> outcomes) {}

    private final class History {
        private final Random random;
        private final ManualTimer timer = new ManualTimer();
        private final SimulatedPods pods;
        private final Map<String, Sample> samples = new HashMap<>();
        private final Map<String, List<Integer>> due = new HashMap<>();
        private final List<Stage> stages = new ArrayList<>();
        private final Tally tally = new Tally();
        private boolean restarted;

        private History(int seed, UnaryOperator<List<String>> onTheWay) {
            random = new Random(seed);
            pods = new SimulatedPods(directory, hub, timer, random, onTheWay);
            stages.add(new Stage(List.of("A"), null, false));
            pods.names().forEach(pod -> follow(pod, 0));
        }

        /**
         * What the pods are told.
         *
         * @param revisions the one that is left first
         * @param promoted the deciding section has the other one answer by now
         */
        private record Stage(List<String> revisions, Rollout rollout, boolean promoted) {}

        private Tally play() {
            for (int moment = 0; moment < MOMENTS; moment++) {
                happen();
            }
            while (pods.onTheWire() > 0) {
                pods.deliver();
            }
            timer.advance(Duration.ofSeconds(5));
            while (pods.onTheWire() > 0) {
                pods.deliver();
            }
            samples.values().forEach(this::judge);
            return tally;
        }

        private void happen() {
            int what = random.nextInt(100);
            if (what < 8) {
                capture();
            } else if (what < 74) {
                pods.deliver();
            } else if (what < 79) {
                timer.advance(Duration.ofMillis(random.nextInt(25)));
            } else if (what < 85) {
                stages.add(next(stages.get(stages.size() - 1)));
                pods.names().forEach(pod -> due.computeIfAbsent(pod, key -> new ArrayList<>())
                        .add(stages.size() - 1));
            } else if (what < 99) {
                learn();
            } else {
                restarted = true;
                pods.restart(pods.names().get(random.nextInt(pods.names().size())));
            }
        }

        /** Up, or all the way back, as an operator may decide; it does not wait for anyone here. */
        private Stage next(Stage now) {
            var rollout = now.rollout();
            if (rollout == null) {
                tally.swaps++;
                String from = now.revisions().get(0);
                String to = List.of("A", "B", "C").stream()
                        .filter(name -> !name.equals(from))
                        .toList()
                        .get(random.nextInt(2));
                return new Stage(List.of(from, to), new Rollout(to + tally.swaps, to, 0, 0), false);
            }
            String target = rollout.target();
            if (now.promoted()) {
                return new Stage(List.of(target), null, false);
            }
            if (random.nextInt(8) == 0) {
                return new Stage(List.of(now.revisions().get(0)), null, false);
            }
            int route = rollout.shadowPercent();
            int shadow = Math.min(100, route + 10 + random.nextInt(60));
            return route == 100
                    ? new Stage(now.revisions(), rollout, true)
                    : new Stage(now.revisions(), new Rollout(rollout.id(), target, shadow, route), false);
        }

        private void learn() {
            String pod = pods.names().get(random.nextInt(pods.names().size()));
            var waiting = due.getOrDefault(pod, List.of());
            if (!waiting.isEmpty()) {
                int skipped = random.nextInt(waiting.size());
                int stage = waiting.get(skipped);
                waiting.subList(0, skipped + 1).clear();
                follow(pod, stage);
            }
        }

        private void follow(String pod, int number) {
            var stage = stages.get(number);
            String section = pods.section(pod);
            boolean turned = stage.promoted() && section.equals("gateway");
            var revisions =
                    turned ? List.of(stage.revisions().get(1), stage.revisions().get(0)) : stage.revisions();
            pods.follow(pod, LetterModels.config(section, revisions, turned ? null : stage.rollout()));
        }

        private void capture() {
            String id = "s" + samples.size();
            var views = new byte[2][4];
            Arrays.stream(views).forEach(random::nextBytes);
            var sample = new Sample(views, List.of(new ArrayList<>(), new ArrayList<>()));
            samples.put(id, sample);
            int away = random.nextInt(10);
            for (int view = 0; view < 2; view++) {
                if (away != view) {
                    var part = new Part(
                            "view" + view,
                            id,
                            pods.listed(view),
                            1 << view,
                            List.of(views[view]),
                            Deadline.in(timer, Duration.ofMillis(300)));
                    pods.capture(view, part, sample.outcomes().get(view)::add);
                } else {
                    sample.outcomes().get(view).add(null);
                }
            }
        }

        private void judge(Sample sample) {
            var answers = new ArrayList<Answered>();
            for (List<Outcome> told : sample.outcomes()) {
                // A client of a camera that restarted is told so by its connection.
                tally.without += told.isEmpty() && !restarted ? 1 : 0;
                tally.twice += told.size() > 1 ? 1 : 0;
                for (Outcome outcome : told) {
                    if (outcome instanceof Answered answered) {
                        answers.add(answered);
                    } else if (outcome != null) {
                        tally.refused++;
                    }
                }
            }
            answers.forEach(answered -> judge(sample, answered));
            tally.unlike += answers.stream().map(Answered::revision).distinct().count() > 1 && !restarted ? 1 : 0;
        }

        private void judge(Sample sample, Answered answered) {
            tally.answered++;
            tally.byRevision.merge(answered.revision(), 1, Integer::sum);
            var expected =
                    LetterModels.expected(answered.revision(), answered.exit(), answered.present(), sample.views());
            if (!Arrays.equals(expected, answered.logits())) {
                tally.mixed.add("%s: expected %s, was %s"
                        .formatted(answered.revision(), Arrays.toString(expected), Arrays.toString(answered.logits())));
            }
        }
    }
}

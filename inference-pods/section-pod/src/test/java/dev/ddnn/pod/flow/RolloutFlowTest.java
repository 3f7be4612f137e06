package dev.ddnn.pod.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.report.PodReport.RevisionCounts;
import dev.ddnn.contract.section.SampleShare;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.pod.forward.UpwardSample;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.sample.Variant;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.telemetry.FlowMetrics;
import dev.ddnn.pod.telemetry.RevisionTallies;
import dev.ddnn.pod.testing.FakeHub;
import dev.ddnn.pod.testing.LetterModels;
import dev.ddnn.pod.testing.ManualTimer;
import dev.ddnn.pod.testing.Pods;
import dev.ddnn.pod.time.Deadline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway while revision B takes the place of revision A. */
class RolloutFlowTest {
    private static final int SAMPLES = 400;
    private static final int BOTH_VIEWS = 0b11;

    @TempDir
    Path directory;

    private final ManualTimer timer = new ManualTimer();
    private final Random random = new Random(7);
    private final RevisionTallies tallies = new RevisionTallies();
    private final FlowMetrics metrics = new FlowMetrics(new SimpleMeterRegistry());
    private final Map<String, byte[][]> views = new HashMap<>();
    private final Map<String, Answered> answers = new HashMap<>();
    private Executor spare = Runnable::run;
    private FakeHub hub;
    private HeldRevisions held;
    private SectionFlow flow;

    @BeforeEach
    void start() {
        hub = new FakeHub(LetterModels.files());
        held = Pods.heldBy(directory, hub, timer, LetterModels::load);
        var tools = new FlowTools(timer, Runnable::run, action -> spare.execute(action), this::cloud, metrics, tallies);
        flow = new SectionFlow(() -> "gateway", held, tools, Pods.places(8), branch -> false);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void follow(SectionConfig config) {
        tallies.follow(config);
        held.follow(config);
    }

    private void follow(int shadow, int route) {
        follow(LetterModels.config("gateway", List.of("A", "B"), new Rollout("B@2", "B", shadow, route)));
    }

    /** Answers as the cloud's part of the sample's revision does. */
    private void cloud(UpwardSample sample, Consumer<Outcome> outcome) {
        String revision = sample.revisions().get(0);
        var logits = LetterModels.expected(revision, "cloud", sample.present(), views.get(sample.sample()));
        outcome.accept(new Answered("cloud", logits, 1, revision, sample.present(), DegradedReason.NOT_DEGRADED));
    }

    private void sample(String id, int branches) {
        var bytes = new byte[2][4];
        random.nextBytes(bytes[0]);
        random.nextBytes(bytes[1]);
        views.put(id, bytes);
        for (int view = 0; view < 2; view++) {
            var other =
                    view < branches ? new Variant(List.of("B"), 1 << view, List.of(features("B", bytes[view]))) : null;
            var part = new Part(
                    "view" + view,
                    id,
                    List.of("A"),
                    1 << view,
                    List.of(features("A", bytes[view])),
                    Deadline.in(timer, Duration.ofMillis(300)),
                    other,
                    false);
            flow.accept(
                    part,
                    outcome -> outcome.fold(answered -> answers.put(id, answered), refused -> {
                        throw new AssertionError(refused.toString());
                    }));
        }
    }

    private static byte[] features(String revision, byte[] bytes) {
        var values = LetterModels.features(revision, bytes);
        var buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private void samples(int branches) {
        samples("s", branches);
    }

    private void samples(String prefix, int branches) {
        for (int i = 0; i < SAMPLES; i++) {
            sample(prefix + i, branches);
        }
    }

    private static int best(float[] logits) {
        return logits[1] > logits[0] ? 1 : 0;
    }

    /** The class that a revision's uncut model gives, at the exit where it answers. */
    private int expectedClass(String revision, String id) {
        var local = LetterModels.expected(revision, "gateway", BOTH_VIEWS, views.get(id));
        double difference = Math.abs(local[0] - local[1]);
        double p = 1 / (1 + Math.exp(-difference));
        double entropy = p == 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
        return best(entropy < 0.5 ? local : LetterModels.expected(revision, "cloud", BOTH_VIEWS, views.get(id)));
    }

    @Test
    void shareOfTheSamplesIsAnsweredByTheTargetAndAllAreCompared() {
        // Given
        follow(100, 30);

        // When
        samples(2);

        // Then
        answers.forEach((id, answer) ->
                assertThat(answer.revision()).as(id).isEqualTo(SampleShare.includes(id, 30) ? "B" : "A"));
        answers.forEach((id, answer) -> assertThat(answer.logits())
                .isEqualTo(LetterModels.expected(answer.revision(), answer.exit(), BOTH_VIEWS, views.get(id))));
        var counts = tallies.rolloutReport();
        long byTarget = answers.keySet().stream()
                .filter(id -> SampleShare.includes(id, 30))
                .count();
        assertThat(counts.target().answered()).isEqualTo(byTarget);
        assertThat(counts.current().answered()).isEqualTo(SAMPLES - byTarget);
        assertThat(counts.compared()).isEqualTo(SAMPLES);
        long agreed = answers.keySet().stream()
                .filter(id -> expectedClass("A", id) == expectedClass("B", id))
                .count();
        assertThat(counts.agreed()).isEqualTo(agreed).isBetween(1L, SAMPLES - 1L);
        assertThat(counts.shadowFailed()).isZero();
    }

    @Test
    void comparedSamplesCountOnceAmongThoseServed() {
        // Given
        follow(100, 0);

        // When
        samples(2);

        // Then
        assertThat(metrics.samples().received()).isEqualTo(SAMPLES);
        assertThat(metrics.samples().answeredHere() + metrics.samples().forwarded())
                .isEqualTo(SAMPLES);
        assertThat(tallies.report())
                .filteredOn(counts -> counts.revision().equals("B"))
                .singleElement()
                .extracting(RevisionCounts::answered)
                .isEqualTo(0L);
    }

    @Test
    void revisionWithMorePartsTakesTheSample() {
        // Given
        follow(100, 100);

        // When
        samples(1);

        // Then
        assertThat(answers.values()).hasSize(SAMPLES).allSatisfy(answer -> {
            assertThat(answer.revision()).isEqualTo("A");
            assertThat(answer.present()).isEqualTo(BOTH_VIEWS);
        });
        assertThat(tallies.rolloutReport().compared()).isZero();
    }

    @Test
    void targetThatCannotBeLoadedYetHoldsUpNobodyBeforeSamplesAreRoutedToIt() {
        // Given
        hub.put(LetterModels.revision("gateway", "B").branches().get(0).digest(), new byte[] {1});

        // When
        follow(50, 0);

        // Then
        assertThat(held.current().orElseThrow().ready()).isTrue();
        samples(2);
        assertThat(answers.values()).extracting(Answered::revision).containsOnly("A");

        // When
        follow(50, 50);

        // Then
        assertThat(held.current().orElseThrow().ready()).isFalse();
    }

    @Test
    void comparisonThatCannotBeginTakesNoPlaceForGood() {
        // Given
        follow(100, 0);
        spare = action -> {
            throw new RejectedExecutionException("no thread is left");
        };
        samples(2);
        assertThat(answers).hasSize(SAMPLES);
        assertThat(tallies.rolloutReport().compared()).isZero();

        // When
        spare = Runnable::run;
        samples("t", 2);

        // Then
        assertThat(tallies.rolloutReport().compared()).isEqualTo(SAMPLES);
        assertThat(metrics.samples().refused()).isEmpty();
    }

    @Test
    void newRolloutBeginsItsOwnCounts() {
        // Given
        follow(100, 50);
        samples(2);

        // When
        follow(LetterModels.config("gateway", List.of("A", "B"), new Rollout("B@3", "B", 100, 50)));

        // Then
        assertThat(tallies.rolloutReport().id()).isEqualTo("B@3");
        assertThat(tallies.rolloutReport().compared()).isZero();
        assertThat(tallies.report().stream().mapToLong(RevisionCounts::answered).sum())
                .isEqualTo(SAMPLES);
    }
}

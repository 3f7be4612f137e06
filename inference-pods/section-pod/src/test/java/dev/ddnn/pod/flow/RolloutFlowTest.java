package dev.ddnn.pod.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.report.PodReport.RevisionCounts;
import dev.ddnn.contract.section.SampleShare;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.testing.LetterModels;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
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

    private final Random random = new Random(7);
    private final Map<String, Answered> answers = new HashMap<>();
    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = new Gateway(directory);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void follow(int shadow, int route) {
        gateway.follow(LetterModels.config("gateway", List.of("A", "B"), new Rollout("B@2", "B", shadow, route)));
    }

    /** Sends both views; revision B computed as many of them as well. */
    private void sample(String id, int branches) {
        gateway.see(id, random);
        for (int view = 0; view < 2; view++) {
            gateway.send(view, id, List.of("A"), view < branches, answers);
        }
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
        var local = gateway.expected(revision, "gateway", BOTH_VIEWS, id);
        double difference = Math.abs(local[0] - local[1]);
        double p = 1 / (1 + Math.exp(-difference));
        double entropy = p == 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
        return best(entropy < 0.5 ? local : gateway.expected(revision, "cloud", BOTH_VIEWS, id));
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
                .isEqualTo(gateway.expected(answer.revision(), answer.exit(), BOTH_VIEWS, id)));
        var counts = gateway.tallies.rolloutReport();
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
        assertThat(gateway.metrics.samples().received()).isEqualTo(SAMPLES);
        assertThat(gateway.metrics.samples().answeredHere()
                        + gateway.metrics.samples().forwarded())
                .isEqualTo(SAMPLES);
        assertThat(gateway.tallies.report())
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
        assertThat(gateway.tallies.rolloutReport().compared()).isZero();
    }

    @Test
    void targetThatCannotBeLoadedYetHoldsUpNobodyBeforeSamplesAreRoutedToIt() {
        // Given
        gateway.hub.put(LetterModels.revision("gateway", "B").branches().get(0).digest(), new byte[] {1});

        // When
        follow(50, 0);

        // Then
        assertThat(gateway.held.current().orElseThrow().ready()).isTrue();
        samples(2);
        assertThat(answers.values()).extracting(Answered::revision).containsOnly("A");

        // When
        follow(50, 50);

        // Then
        assertThat(gateway.held.current().orElseThrow().ready()).isFalse();
    }

    @Test
    void comparisonThatCannotBeginTakesNoPlaceForGood() {
        // Given
        follow(100, 0);
        gateway.compareOn(action -> {
            throw new RejectedExecutionException("no thread is left");
        });
        samples(2);
        assertThat(answers).hasSize(SAMPLES);
        assertThat(gateway.tallies.rolloutReport().compared()).isZero();

        // When
        gateway.compareOn(Runnable::run);
        samples("t", 2);

        // Then
        assertThat(gateway.tallies.rolloutReport().compared()).isEqualTo(SAMPLES);
        assertThat(gateway.metrics.samples().refused()).isEmpty();
    }

    @Test
    void newRolloutBeginsItsOwnCounts() {
        // Given
        follow(100, 50);
        samples(2);

        // When
        gateway.follow(LetterModels.config("gateway", List.of("A", "B"), new Rollout("B@3", "B", 100, 50)));

        // Then
        assertThat(gateway.tallies.rolloutReport().id()).isEqualTo("B@3");
        assertThat(gateway.tallies.rolloutReport().compared()).isZero();
        assertThat(gateway.tallies.report().stream()
                        .mapToLong(RevisionCounts::answered)
                        .sum())
                .isEqualTo(SAMPLES);
    }
}

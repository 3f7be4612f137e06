package dev.ddnn.sandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.report.RolloutSummaries.Played;
import dev.ddnn.sandbox.report.RolloutSummaries.Rollback;
import dev.ddnn.sandbox.report.RolloutSummary.Refusals;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.SampleSet;
import dev.ddnn.sandbox.story.Story;
import dev.ddnn.sandbox.story.StoryFile;
import dev.ddnn.sandbox.story.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The comparison has teeth: of two good models, which agree on nearly every class, it tells whose answer it is. */
class RevisionCheckTest {
    private static final String A = "digits-a";
    private static final String B = "digits-b";
    private static final String ALL = "111111";
    private static final int SAMPLES = 400;

    private static SampleSet samples;
    private static Uncut a;
    private static Uncut b;
    private static RevisionCheck check;

    @BeforeAll
    static void open() throws IOException, OrtException {
        Path folder = Checkout.find().story("digits-retrain");
        Story story = StoryFile.read(folder);
        List<Story.View> views = story.feed().views();
        samples =
                SampleSet.read(folder.resolve(story.feed().data()), story.feed().classes(), views);
        a = new Uncut(folder.resolve("../digits/model/digits.onnx"), exits(0.18), views);
        b = new Uncut(folder.resolve("model/digits-b.onnx"), exits(0.18), views);
        check = new RevisionCheck(Map.of(
                A, (i, present) -> a.whole(samples, i, present), B, (i, present) -> b.whole(samples, i, present)));
    }

    @AfterAll
    static void close() throws OrtException {
        a.close();
        b.close();
    }

    private static List<Exit> exits(double threshold) {
        return List.of(new Exit("gateway", "gateway/logits", threshold), new Exit("cloud", "cloud/logits", 1));
    }

    /** What a DDNN without fault answers. */
    private static Outcome answer(Uncut model, String revision, int sample, String present) throws OrtException {
        return outcome(
                sample,
                new Verdict(
                        model.run(samples, sample, present).exit(),
                        0.5,
                        revision,
                        present,
                        false,
                        null,
                        model.run(samples, sample, present).logits()));
    }

    private static Outcome outcome(int sample, @Nullable Verdict verdict) {
        return new Outcome(
                sample,
                samples.label(sample),
                verdict,
                verdict == null ? "overloaded" : null,
                true,
                1,
                1_000 + sample,
                null);
    }

    @Test
    void answersOfTheRevisionThatTheyNameAreNotMixed() throws OrtException {
        for (int i = 0; i < SAMPLES; i++) {
            assertThat(check.mixed(answer(a, A, i, ALL))).isNull();
            assertThat(check.mixed(answer(b, B, i, "110111"))).isNull();
        }
        assertThat(check.mixed(outcome(0, null))).isNull();
    }

    @Test
    void everyAnswerWhoseRevisionWasRewrittenIsCaught() throws OrtException {
        for (int i = 0; i < SAMPLES; i++) {
            assertThat(check.mixed(answer(a, B, i, ALL)))
                    .as("sample %d of A under B's name", i)
                    .isNotNull();
            assertThat(check.mixed(answer(b, A, i, ALL)))
                    .as("sample %d of B under A's name", i)
                    .isNotNull();
        }
    }

    @Test
    void partsOfTwoModelsInOneAnswerAreCaught() throws OrtException {
        // Given scores of A's gateway under the name of A's cloud, and so on
        for (int i = 0; i < SAMPLES; i++) {
            Uncut.Whole whole = a.whole(samples, i, ALL);
            String other = whole.deciding().exit().equals("gateway") ? "cloud" : "gateway";
            Verdict wrongExit = new Verdict(
                    other,
                    0.5,
                    A,
                    ALL,
                    false,
                    null,
                    whole.at(other).orElseThrow().logits());

            // When / Then
            assertThat(check.mixed(outcome(i, wrongExit))).startsWith("the exit must be ");
        }
    }

    @Test
    void anAnswerUnderAnotherMaskIsCaught() throws OrtException {
        Uncut.Result full = a.run(samples, 0, ALL);
        Verdict masked = new Verdict(full.exit(), 0.5, A, "011111", false, null, full.logits());
        assertThat(check.mixed(outcome(0, masked))).isNotNull();
    }

    @Test
    void aDegradedAnswerMayComeFromAnExitThatWasNotSure() throws OrtException {
        for (int i = 0; i < SAMPLES; i++) {
            Uncut.Result local = a.whole(samples, i, ALL).at("gateway").orElseThrow();
            Verdict degraded = new Verdict("gateway", 0.5, A, ALL, true, "deadline", local.logits());
            assertThat(check.mixed(outcome(i, degraded))).isNull();
        }
    }

    @Test
    void unknownRevisionsAndRepliesThatContradictEachOtherAreCaught() throws OrtException {
        assertThat(check.mixed(answer(a, "digits-x", 0, ALL))).startsWith("revision 'digits-x' must be one of ");
        Outcome two =
                new Outcome(0, 0, null, "two", false, 1, 1, "the entries gave 2 different verdicts for one sample");
        assertThat(check.mixed(two)).isEqualTo("the entries gave 2 different verdicts for one sample");
    }

    @Test
    void countsEachSampleOnceAndTheSecondsToTheLastAnswerOfTheRevisionThatFailed() throws OrtException {
        // Given
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            outcomes.add(answer(a, A, i, ALL));
        }
        outcomes.add(answer(b, B, 5, ALL));
        outcomes.add(answer(b, A, 6, ALL));
        outcomes.add(outcome(7, null));
        RolloutSummary.Gate gate =
                new RolloutSummary.Gate("minAgreementPercent", new BigDecimal("3.1"), new BigDecimal("95"));

        // When
        RolloutSummary summary =
                RolloutSummaries.of(outcomes, check, new Rollback(B, gate, 500), List.of(new Played("all", 0, null)));

        // Then
        assertThat(summary)
                .isEqualTo(new RolloutSummary(
                        8,
                        7,
                        1,
                        1,
                        0,
                        Map.of(A, 6, B, 1),
                        Map.of(A, right(outcomes, A) / 6.0, B, (double) right(outcomes, B)),
                        0.505,
                        gate,
                        List.of(new Refusals("all", 1, 0, 0, null))));
        assertThat(summary.accuracyPerRevision().get(A)).isBetween(0.5, 1.0);
    }

    private static long right(List<Outcome> outcomes, String revision) {
        return outcomes.stream()
                .filter(o -> o.isCorrect()
                        && Objects.requireNonNull(o.verdict()).revision().equals(revision))
                .count();
    }

    @Test
    void refusalsAreThoseOfTheStepDuringWhichTheyCame() throws OrtException {
        // Given samples that were refused at 1.003, 1.009 and 1.011 s, the last for good
        List<Outcome> outcomes = List.of(
                answer(a, A, 1, ALL),
                outcome(3, null),
                answer(a, A, 5, ALL),
                outcome(9, null),
                new Outcome(0, 0, null, "no", false, 1, 1_011, null),
                new Outcome(1, 0, answer(a, A, 1, ALL).verdict(), null, false, 1, 1_012, null, true));
        List<Played> steps = List.of(
                new Played("start", 1_002, null),
                new Played("quiet", 1_004, null),
                new Played("pod", 1_006, Duration.ofSeconds(20)));

        // When
        RolloutSummary summary = RolloutSummaries.of(outcomes, check, null, steps);

        // Then
        assertThat(summary.refused()).isEqualTo(3);
        assertThat(summary.unknown()).isEqualTo(1);
        assertThat(summary.mixed()).isZero();
        assertThat(summary.refusals())
                .containsExactly(new Refusals("start", 1, 0, 0, null), new Refusals("pod", 2, 0.002, 1, 20.0));
    }
}

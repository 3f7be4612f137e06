package dev.ddnn.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ddnn.sandbox.launch.StoryRun;
import dev.ddnn.sandbox.report.Exits;
import dev.ddnn.sandbox.report.Summary;
import dev.ddnn.sandbox.report.Table;
import dev.ddnn.sandbox.report.Uncut;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the digits story shows, on a part of its samples. */
@ExtendWith(DigitsSandboxExtension.class)
class DigitsStorySandboxIT {
    private static final int SAMPLES = 600;
    private static StoryRun.Report report;

    @BeforeAll
    static void feed(DigitsSandbox digits) throws Exception {
        report = digits.wholeRun(digits.samples()).play(SAMPLES);
        System.out.print(Table.of(report.summary(), report.evidence()));
    }

    @Test
    void everySampleIsAnsweredWithAllViewsAndWithFewBytes() {
        // Given / When
        Summary summary = report.summary();

        // Then
        assertThat(summary.samples()).isEqualTo(SAMPLES);
        assertThat(summary.answered()).isEqualTo(SAMPLES);
        assertThat(summary.refused()).isZero();
        assertThat(summary.fullPresence()).isEqualTo(SAMPLES);
        assertThat(summary.degraded()).isZero();
        assertThat(summary.accuracy()).isGreaterThanOrEqualTo(0.97);
        assertThat(summary.exits().get(0).section()).isEqualTo("gateway");
        assertThat(summary.exits().get(0).share()).isGreaterThanOrEqualTo(0.75);
        assertThat(summary.rawBytesPerSample()).isEqualTo(840);
        assertThat(summary.hops()).extracting(Summary.Hop::from).containsExactly("camera", "gateway");
        assertThat(summary.hops().get(0).bytesPerSample()).isGreaterThan(6 * 18);
        assertThat(summary.hops().get(1).bytesPerSample()).isPositive().isLessThanOrEqualTo(840 / 20.0);
        assertThat(Objects.requireNonNull(summary.cloudOnly()).bytesPerSample()).isGreaterThan(840);
    }

    @Test
    void everyAnswerIsThatOfTheUncutModel(DigitsSandbox digits) throws Exception {
        // Given
        Path model = digits.folder().resolve(digits.story().feed().model());
        SampleSet samples = digits.samples();

        // When
        try (Uncut uncut = new Uncut(
                model,
                Exits.of(digits.digits().spec(), model),
                digits.story().feed().views())) {
            // Then
            assertThat(report.evidence().outcomes())
                    .extracting(o -> Objects.requireNonNull(o.verdict()).exit())
                    .contains("gateway", "cloud");
            for (Outcome outcome : report.evidence().outcomes()) {
                Verdict verdict = Objects.requireNonNull(outcome.verdict());
                Uncut.Result whole = uncut.run(samples, outcome.sample(), verdict.present());
                assertThat(verdict.exit()).isEqualTo(whole.exit());
                assertThat(verdict.answer()).isEqualTo(whole.answer());
                assertThat(verdict.logits()).containsExactly(whole.logits(), within(1e-4f));
            }
        }
        assertThat(report.summary().agreesWithUncut()).isEqualTo(SAMPLES);
    }

    @Test
    void shuffledLabelsMakeTheAccuracyFallToChanceAndChangeNoAnswer(DigitsSandbox digits, @TempDir Path folder)
            throws Exception {
        // Given
        Path data = digits.folder().resolve(digits.story().feed().data());
        Files.copy(data.resolve("test-images-idx3-ubyte.gz"), folder.resolve("test-images-idx3-ubyte.gz"));
        shuffle(data.resolve("test-labels-idx1-ubyte.gz"), folder.resolve("test-labels-idx1-ubyte"));
        SampleSet shuffled = SampleSet.read(
                folder, digits.story().feed().classes(), digits.story().feed().views());

        // When
        StoryRun.Report blind = digits.run(shuffled).play(SAMPLES);

        // Then
        assertThat(answers(blind)).isEqualTo(answers(report));
        assertThat(blind.summary().accuracy()).isCloseTo(0.1, within(0.06));
        assertThat(blind.summary().agreesWithUncut()).isEqualTo(SAMPLES);
    }

    private static List<Integer> answers(StoryRun.Report report) {
        return report.evidence().outcomes().stream()
                .map(o -> Objects.requireNonNull(o.verdict()).answer())
                .toList();
    }

    private static void shuffle(Path from, Path to) throws Exception {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(from)));
                DataOutputStream out = new DataOutputStream(Files.newOutputStream(to))) {
            out.writeInt(in.readInt());
            out.writeInt(in.readInt());
            byte[] labels = in.readAllBytes();
            Random random = new Random(1);
            for (int i = labels.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                byte kept = labels[i];
                labels[i] = labels[j];
                labels[j] = kept;
            }
            out.write(labels);
        }
    }
}

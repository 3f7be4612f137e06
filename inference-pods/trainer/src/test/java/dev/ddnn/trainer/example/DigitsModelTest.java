package dev.ddnn.trainer.example;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.cut.Cut;
import dev.ddnn.model.cut.CutSpec;
import dev.ddnn.model.cut.Cutter;
import dev.ddnn.model.cut.SectionCut;
import dev.ddnn.model.cut.SectionRole;
import dev.ddnn.model.graph.ModelLimits;
import dev.ddnn.model.graph.ModelRefusedException;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.trainer.calibrate.ExitLogits;
import dev.ddnn.trainer.calibrate.ExitOutcome;
import dev.ddnn.trainer.calibrate.ThresholdRule;
import dev.ddnn.trainer.data.DigitSet;
import dev.ddnn.trainer.testing.Example;
import dev.ddnn.trainer.testing.OnnxRun;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The model that the digits example ships keeps what the example promises, run by ONNX Runtime on the example's data. */
class DigitsModelTest {

    private static OnnxModel model;
    private static OnnxRun run;
    private static DigitSet test;
    private static double threshold;
    private static ExitOutcome allViews;

    @BeforeAll
    static void load() throws IOException, OrtException, ModelRefusedException {
        byte[] onnx = Example.model();
        model = OnnxModel.parse(onnx, ModelLimits.BUNDLED);
        run = new OnnxRun(onnx);
        test = Example.data("test");
        threshold = Double.parseDouble(model.metadata().get(OnnxModel.thresholdKey("gateway/logits")));
        allViews = run.logits(test, Example.without()).at(threshold);
    }

    @AfterAll
    static void free() throws OrtException {
        run.close();
    }

    @Test
    void answersRightlyAndMostlyAtTheGateway() {
        assertThat(allViews.samples()).isEqualTo(5_000);
        assertThat(allViews.accuracy()).isGreaterThanOrEqualTo(0.985);
        assertThat(allViews.share()).isGreaterThanOrEqualTo(0.75);
    }

    @Test
    void theCloudKnowsMoreThanTheGateway() throws OrtException {
        ExitLogits logits = run.logits(test, Example.without());
        assertThat(logits.cloudAccuracy()).isGreaterThan(logits.gatewayAccuracy() + 0.005);
    }

    @Test
    void losingAnySingleViewCostsAtMostThreeAndAHalfPoints() throws OrtException {
        for (int view = 0; view < 6; view++) {
            double accuracy =
                    run.logits(test, Example.without(view)).at(threshold).accuracy();
            assertThat(accuracy).as("without view%d", view).isGreaterThanOrEqualTo(allViews.accuracy() - 0.035);
        }
    }

    @Test
    void absentViewsDoNotCountWhateverIsFedForThem() throws OrtException {
        // Given the same images, black where the lost views look
        DigitSet few = test.first(250);
        byte[] black = few.pixels().clone();
        for (int i = 0; i < black.length; i++) {
            // Rows from 14 on, which only views 3, 4 and 5 see.
            black[i] = i / 28 % 28 >= 14 ? 0 : black[i];
        }
        DigitSet halfBlack = new DigitSet(28, 28, black, few.labels());
        // When
        ExitLogits fed = run.logits(few, Example.without(3, 4, 5));
        ExitLogits notFed = run.logits(halfBlack, Example.without(3, 4, 5));
        // Then
        assertThat(fed.gateway()).isDeepEqualTo(notFed.gateway());
        assertThat(fed.cloud()).isDeepEqualTo(notFed.cloud());
    }

    @Test
    void theThresholdCostsLittleOnTheCalibrationImages() throws IOException, OrtException {
        // The example carries a fifth of the images that chose it.
        ExitLogits calibration = run.logits(Example.data("calibration"), Example.without());
        assertThat(calibration.at(threshold).accuracy()).isGreaterThanOrEqualTo(calibration.cloudAccuracy() - 0.003);
        assertThat(threshold).isBetween(0.01, new ThresholdRule(0.01).choose(calibration));
    }

    @Test
    void isTheModelThatItsReadmeTellsOf() throws IOException {
        assertThat(Example.readme())
                .contains(model.digest().substring("sha256:".length()))
                .contains("| %s (chosen) | %.1f %% | %.4f |"
                        .formatted(threshold, 100 * allViews.share(), allViews.accuracy()));
    }

    @Test
    void isSmall() throws IOException {
        assertThat(Example.model()).hasSizeLessThan(2_000_000);
    }

    @Test
    void isCutIntoSixCamerasAGatewayAndACloud() {
        // Given
        CutSpec spec = new CutSpec(List.of(
                new CutSpec.Section(
                        "camera", List.of(new CutSpec.Output(List.of("view*/features"), Encoding.Binary)), null),
                new CutSpec.Section(
                        "gateway",
                        List.of(new CutSpec.Output(List.of("gateway/features"), Encoding.Binary)),
                        new CutSpec.Exit("gateway/logits", null)),
                new CutSpec.Section("cloud", List.of(), new CutSpec.Exit("cloud/logits", null))));
        // When
        Cut cut = cut(spec);
        // Then
        assertThat(cut.sections())
                .extracting(SectionCut::role)
                .containsExactly(SectionRole.Below, SectionRole.Deciding, SectionRole.Above);
        assertThat(cut.sections())
                .extracting(section -> section.branches().size())
                .containsExactly(6, 1, 1);
        assertThat(cut.sections()).extracting(SectionCut::uplinkBytes).startsWith(6 * 18L, 8L);
    }

    @Test
    void isCutIntoACloudAlone() {
        Cut cut = cut(
                new CutSpec(List.of(new CutSpec.Section("cloud", List.of(), new CutSpec.Exit("cloud/logits", null)))));
        assertThat(cut.sections())
                .extracting(section -> section.branches().size())
                .containsExactly(1);
    }

    private static Cut cut(CutSpec spec) {
        return Cutter.cut(model, spec).fold(cut -> cut, refused -> {
            throw new AssertionError(refused.problems().toString());
        });
    }
}

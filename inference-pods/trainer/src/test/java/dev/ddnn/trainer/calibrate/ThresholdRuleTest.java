package dev.ddnn.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThresholdRuleTest {

    // Normalised entropy of two classes: 0.02 for a difference of 6.2, 0.1 for 4.3, 0.5 for 2.1, 0.9 for 0.76.
    private static final float[] SURE_ZERO = {6.2f, 0};
    private static final float[] FAIR_ZERO = {4.3f, 0};
    private static final float[] LIKELY_ZERO = {2.1f, 0};
    private static final float[] UNSURE_ZERO = {0.76f, 0};
    private static final float[] ONE = {0, 5};
    private static final float[] ZERO = {5, 0};

    @Test
    void goesUpAsLongAsTheLossIsAllowed() {
        // Given a gateway that is right when sure and wrong from 0.5 on, and a cloud that is always right
        ExitLogits calibration = new ExitLogits(
                new float[][] {SURE_ZERO, FAIR_ZERO, LIKELY_ZERO, UNSURE_ZERO},
                new float[][] {ZERO, ZERO, ONE, ONE},
                new byte[] {0, 0, 1, 1});
        // When
        double none = new ThresholdRule(0).choose(calibration);
        double quarter = new ThresholdRule(0.25).choose(calibration);
        // Then
        assertThat(none).isCloseTo(0.49, within(0.03));
        assertThat(calibration.at(none).answered()).isEqualTo(2);
        assertThat(calibration.at(none).accuracy()).isEqualTo(1);
        assertThat(calibration.at(quarter).answered()).isEqualTo(3);
        assertThat(calibration.at(quarter).accuracy()).isEqualTo(0.75);
    }

    @Test
    void answersNothingEarlyIfTheSurestIsWrong() {
        ExitLogits calibration =
                new ExitLogits(new float[][] {{30, 0}, FAIR_ZERO}, new float[][] {ONE, ZERO}, new byte[] {1, 0});
        assertThat(new ThresholdRule(0).choose(calibration)).isZero();
    }

    @Test
    void stopsAtTheFirstLossEvenIfChanceMakesUpForItLater() {
        // Given the gateway loses the second sample and wins the third, which the cloud gets wrong
        ExitLogits calibration = new ExitLogits(
                new float[][] {SURE_ZERO, FAIR_ZERO, LIKELY_ZERO}, new float[][] {ZERO, ONE, ONE}, new byte[] {0, 1, 0
                });
        // When
        double chosen = new ThresholdRule(0).choose(calibration);
        // Then
        assertThat(calibration.at(chosen).answered()).isEqualTo(1);
    }

    @Test
    void exitsOnlyStrictlyBelowTheThreshold() {
        ExitLogits uniform = new ExitLogits(new float[][] {{0, 0}}, new float[][] {{0, 1}}, new byte[] {0});
        assertThat(uniform.at(1).answered()).isZero();
    }

    @Test
    void refusesALossOutsideItsRange() {
        assertThatThrownBy(() -> new ThresholdRule(1)).hasMessage("maxLoss: must be from 0 to below 1, found 1.0");
    }

    @Test
    void refusesLogitsOfDifferentLength() {
        assertThatThrownBy(() -> new ExitLogits(new float[1][2], new float[2][2], new byte[2]))
                .hasMessage("samples: 1 at the gateway, 2 in the cloud, 2 labels");
    }
}

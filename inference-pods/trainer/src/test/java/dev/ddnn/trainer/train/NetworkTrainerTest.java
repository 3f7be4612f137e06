package dev.ddnn.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ddnn.trainer.data.DigitSet;
import dev.ddnn.trainer.net.DigitsNetwork;
import org.junit.jupiter.api.Test;

class NetworkTrainerTest {

    @Test
    void refusesFewerImagesThanABatch() {
        DigitSet few = new DigitSet(28, 28, new byte[28 * 28], new byte[1]);
        TrainingPlan plan = TrainingPlan.digits(1, 1);
        assertThatThrownBy(() -> new NetworkTrainer(DigitsNetwork.spec(), few, plan, TrainingProgress.SILENT))
                .hasMessage("images: at least one batch of 128 is needed, found 1");
    }

    @Test
    void refusesImagesThatTheViewsDoNotFit() {
        DigitSet small = new DigitSet(20, 28, new byte[128 * 20 * 28], new byte[128]);
        TrainingPlan plan = TrainingPlan.digits(1, 1);
        assertThatThrownBy(() -> new NetworkTrainer(DigitsNetwork.spec(), small, plan, TrainingProgress.SILENT))
                .hasMessage("images: must have 28 x 28, found 20 x 28");
    }

    @Test
    void refusesAPlanOutsideItsRanges() {
        assertThatThrownBy(() -> new TrainingPlan(1, 128, 2e-3f, 200, 1, 1))
                .hasMessage("viewLoss: must be from 0 to below 1, found 1.0");
        assertThatThrownBy(() -> new TrainingPlan(0, 128, 2e-3f, 200, 0, 1))
                .hasMessage("epochs: must be at least 1, found 0");
    }

    @Test
    void theRateRisesLinearlyAndFallsAlongACosine() {
        WarmUpCosine rate = new WarmUpCosine(2e-3f, 200, 1200);
        assertThat(rate.getNewValue(100)).isCloseTo(1e-3f, within(1e-9f));
        assertThat(rate.getNewValue(200)).isCloseTo(2e-3f, within(1e-9f));
        assertThat(rate.getNewValue(700)).isCloseTo(1e-3f, within(1e-9f));
        assertThat(rate.getNewValue(1200)).isCloseTo(0, within(1e-9f));
        assertThat(rate.getNewValue(5000)).isZero();
    }
}

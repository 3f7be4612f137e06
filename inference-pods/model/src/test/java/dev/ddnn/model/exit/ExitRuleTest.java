package dev.ddnn.model.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitRuleTest {
    @Test
    void entropyIsThatOfTheDefinition() {
        var random = new Random(3);
        for (var trial = 0; trial < 500; trial++) {
            // Given
            var logits = new float[2 + random.nextInt(9)];
            var sum = 0.0;
            for (var i = 0; i < logits.length; i++) {
                logits[i] = (float) random.nextGaussian() * 4;
                sum += Math.exp(logits[i]);
            }
            // When
            var entropy = NormalizedEntropy.of(logits);
            // Then
            var expected = 0.0;
            for (var logit : logits) {
                var p = Math.exp(logit) / sum;
                expected -= p * Math.log(p) / Math.log(logits.length);
            }
            assertThat(entropy).isCloseTo(expected, within(1e-12)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void entropyOfKnownScores() {
        assertThat(NormalizedEntropy.of(new float[] {2, 2, 2, 2})).isCloseTo(1, within(1e-12));
        assertThat(NormalizedEntropy.of(new float[] {1000, -1000})).isZero();
        // p = 3/4, 1/4: (3/4 ln 4/3 + 1/4 ln 4) / ln 2
        assertThat(NormalizedEntropy.of(new float[] {(float) Math.log(3), 0})).isCloseTo(0.811278, within(1e-6));
        assertThat(NormalizedEntropy.of(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE}))
                .isZero();
    }

    @Test
    void exitsStrictlyBelowTheThreshold() {
        // Given
        var logits = new float[] {0.3f, 1.9f, -0.4f};
        var entropy = NormalizedEntropy.of(logits);
        // Then
        assertThat(ExitRule.decide(logits, entropy)).isEqualTo(new Forward(1 - entropy));
        assertThat(ExitRule.decide(logits, Math.nextUp(entropy))).isEqualTo(new Answer(1, 1 - entropy));
        assertThat(ExitRule.decide(new float[] {1000, -1000}, 0)).isEqualTo(new Forward(1));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void scoresThatAreNoNumbersNeverExit(float broken) {
        // Given
        var logits = new float[] {broken, 5, 1};
        // Then
        assertThat(NormalizedEntropy.of(logits)).isEqualTo(1);
        assertThat(ExitRule.decide(logits, 1)).isEqualTo(new Forward(0));
        assertThat(ExitRule.answer(new float[] {Float.NaN, 5, 1})).isEqualTo(new Answer(1, 0));
    }

    @Test
    void tiesGoToTheLowestLabel() {
        assertThat(ExitRule.answer(new float[] {0, 7, 7}).label()).isEqualTo(1);
    }

    @Test
    void foldCallsTheOneThatHappened() {
        assertThat(ExitRule.decide(new float[] {9, 0}, 1).<String>fold(a -> "answer", f -> "forward"))
                .isEqualTo("answer");
        assertThat(ExitRule.decide(new float[] {0, 0}, 0.5).<String>fold(a -> "answer", f -> "forward"))
                .isEqualTo("forward");
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> ExitRule.decide(new float[] {1, 2}, 1.5))
                .hasMessage("entropyBelow must be from 0 to 1, found 1.5");
        assertThatThrownBy(() -> ExitRule.decide(new float[] {1}, 0.5))
                .hasMessage("an exit needs at least 2 scores, found 1");
    }
}

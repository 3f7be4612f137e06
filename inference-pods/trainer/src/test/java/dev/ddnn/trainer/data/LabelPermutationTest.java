package dev.ddnn.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelPermutationTest {

    @ParameterizedTest
    @ValueSource(longs = {-7, 0, 1, 2, 3, 4, 5})
    void everyClassGetsTheNameOfAnotherAndEveryNameIsUsedOnce(long seed) {
        // Given / When
        LabelPermutation permutation = LabelPermutation.ofSeed(10, seed);

        // Then
        int[] names = IntStream.range(0, 10).map(permutation::of).toArray();
        assertThat(names).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(IntStream.range(0, 10)).noneMatch(i -> names[i] == i);
    }

    @Test
    void theSeedAloneDecides() {
        assertThat(LabelPermutation.ofSeed(10, 3))
                .hasToString(LabelPermutation.ofSeed(10, 3).toString());
        assertThat(LabelPermutation.ofSeed(10, 3).toString())
                .isNotEqualTo(LabelPermutation.ofSeed(10, 4).toString());
    }

    @Test
    void relabelsTrainingAndCalibrationAndLeavesTheTestAndAllImages() {
        // Given
        DigitSet images = new DigitSet(1, 1, new byte[] {9, 8, 7}, new byte[] {0, 1, 1});
        LabelPermutation swap = LabelPermutation.ofSeed(2, 1);

        // When
        Splits splits = new Splits(images, images, images).learning(swap);

        // Then
        assertThat(splits.training().labels()).containsExactly(1, 0, 0);
        assertThat(splits.training().pixels()).containsExactly(9, 8, 7);
        assertThat(splits.calibration().labels()).containsExactly(1, 0, 0);
        assertThat(splits.test().labels()).containsExactly(0, 1, 1);
        assertThat(images.labels()).containsExactly(0, 1, 1);
    }

    @Test
    void refusesASingleClass() {
        assertThatThrownBy(() -> LabelPermutation.ofSeed(1, 1)).hasMessage("classes: must be at least 2, found 1");
    }
}

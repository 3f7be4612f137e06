package dev.ddnn.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.trainer.testing.Example;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SplitsTest {

    @Test
    void splitsByPositionWithoutOverlap() throws InvalidDataException {
        // Given one-pixel images whose label tells the position, modulo 120
        byte[] labels = new byte[Splits.TOTAL];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % 120);
        }
        // When
        Splits splits = Splits.byPosition(new DigitSet(1, 1, new byte[labels.length], labels));
        // Then
        assertThat(splits.training().size()).isEqualTo(50_000);
        assertThat(splits.calibration().size()).isEqualTo(5_000);
        assertThat(splits.test().size()).isEqualTo(5_000);
        assertThat(splits.training().label(0)).isZero();
        assertThat(splits.calibration().label(0)).isEqualTo(50_000 % 120);
        assertThat(splits.test().label(0)).isEqualTo(55_000 % 120);
        assertThat(splits.test().label(4_999)).isEqualTo(59_999 % 120);
    }

    @Test
    void refusesAnotherNumberOfImages() {
        assertThatThrownBy(() -> Splits.byPosition(new DigitSet(1, 1, new byte[7], new byte[7])))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("the split by position needs 60000 images, found 7;"
                        + " name three folders instead (--train, --calibration, --test)");
    }

    @Test
    void refusesImagesOfDifferentSize() {
        DigitSet small = new DigitSet(1, 1, new byte[1], new byte[1]);
        DigitSet wide = new DigitSet(1, 2, new byte[2], new byte[1]);
        assertThatThrownBy(() -> new Splits(small, small, wide))
                .hasMessage("test: images of 1 x 2, but those for training have 1 x 1");
    }

    @Test
    void theExampleCarriesItsThreeSets() throws IOException {
        assertThat(Example.data("train").size()).isEqualTo(10_000);
        assertThat(Example.data("calibration").size()).isEqualTo(1_000);
        assertThat(Example.data("test").size()).isEqualTo(5_000);
    }
}

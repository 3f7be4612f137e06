package dev.ddnn.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AugmenterTest {

    @Test
    void aDrawInTheMiddleOfEveryRangeLeavesTheImageAsItIs() {
        // Given
        Random middle = new Random() {
            private static final long serialVersionUID = 1L;

            @Override
            public double nextDouble() {
                return 0.5;
            }
        };
        float[] image = dot();
        float[] moved = new float[image.length];
        // When
        new Augmenter(middle).move(image, 28, 28, moved);
        // Then
        for (int i = 0; i < image.length; i++) {
            assertThat(moved[i]).isCloseTo(image[i], within(1e-3f));
        }
    }

    @Test
    void theSameSeedMovesTheSameWay() {
        assertThat(moved(3)).containsExactly(moved(3));
        assertThat(moved(3)).isNotEqualTo(moved(4));
    }

    @Test
    void keepsMostOfTheInkInPlace() {
        float ink = 0;
        for (float grey : moved(5)) {
            assertThat(grey).isBetween(0f, 1f);
            ink += grey;
        }
        assertThat(ink).isCloseTo(9, within(3f));
    }

    private static float[] moved(long seed) {
        float[] moved = new float[28 * 28];
        new Augmenter(new Random(seed)).move(dot(), 28, 28, moved);
        return moved;
    }

    private static float[] dot() {
        float[] image = new float[28 * 28];
        for (int row = 12; row < 15; row++) {
            for (int column = 13; column < 16; column++) {
                image[row * 28 + column] = 1;
            }
        }
        return image;
    }
}

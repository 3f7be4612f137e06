package dev.ddnn.model.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Int8CodecTest {
    private final TensorCodec codec = TensorCodec.of(Encoding.Int8);

    @Test
    void errorIsAtMostHalfAScale() {
        var random = new Random(11);
        for (var trial = 0; trial < 200; trial++) {
            // Given
            var values = new float[50];
            var spread = (float) Math.pow(10, random.nextInt(20) - 10);
            var shift = (random.nextFloat() - 0.5f) * 4 * spread;
            for (var i = 0; i < values.length; i++) {
                values[i] = random.nextFloat() * spread + shift;
            }
            // When
            var bytes = codec.encode(values);
            // Then
            var scale = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat();
            assertThat(codec.decode(bytes, values.length)).containsExactly(values, within(scale * 0.5001f));
        }
    }

    @Test
    void zeroIsExact() {
        var back = codec.decode(codec.encode(new float[] {-0.37f, 0, 12.1f}), 3);
        assertThat(back[1]).isZero();
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, -0f, 3.3f, -1e-40f, Float.MAX_VALUE, -1f})
    void constantTensorIsExact(float value) {
        assertThat(codec.decode(codec.encode(new float[] {value, value}), 2)).containsExactly(value + 0f, value + 0f);
    }

    @Test
    void widestRangeSaturatesInsteadOfOverflowing() {
        var back = codec.decode(codec.encode(new float[] {-Float.MAX_VALUE, 0, Float.MAX_VALUE}), 3);
        assertThat(back[0]).isNegative();
        assertThat(back[1]).isZero();
        assertThat(back[2]).isPositive();
    }

    @Test
    void narrowestRangeHasAUsableScale() {
        assertThat(codec.decode(codec.encode(new float[] {0, Float.MIN_VALUE}), 2))
                .containsExactly(0, Float.MIN_VALUE);
    }

    @Test
    void refusesWhatCannotBeQuantised() {
        assertThatThrownBy(() -> codec.encode(new float[] {1, Float.NaN}))
                .isInstanceOf(CodecException.class)
                .hasMessage("Int8: value 1 is NaN, only finite values can be quantised");
    }

    @Test
    void refusesAScaleThatNoEncoderWrites() {
        assertThatThrownBy(() -> codec.decode(new byte[6], 1))
                .isInstanceOf(CodecException.class)
                .hasMessage("Int8: the scale must be positive and finite, found 0.0");
    }
}

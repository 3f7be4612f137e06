package dev.ddnn.model.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TensorCodecTest {
    @ParameterizedTest
    @EnumSource
    void sizeIsExactAndPlusMinusOneSurvives(Encoding encoding) {
        var codec = TensorCodec.of(encoding);
        var random = new Random(7);
        for (var count = 0; count < 70; count++) {
            // Given
            var values = new float[count];
            for (var i = 0; i < count; i++) {
                values[i] = random.nextBoolean() ? 1 : -1;
            }
            // When
            var bytes = codec.encode(values);
            // Then
            assertThat(bytes).hasSize(codec.encodedBytes(count));
            assertThat(codec.decode(bytes, count))
                    .containsExactly(values, within(encoding == Encoding.Int8 ? 0.004f : 0f));
        }
    }

    @ParameterizedTest
    @CsvSource({"Float32,280", "Float16,140", "Int8,75", "Binary,9"})
    void sizesOfSeventyValues(Encoding encoding, int bytes) {
        assertThat(TensorCodec.of(encoding).encodedBytes(70)).isEqualTo(bytes);
        assertThat(TensorCodec.of(encoding).encoding()).isEqualTo(encoding);
    }

    @ParameterizedTest
    @CsvSource({
        "Float32,'Float32: 3 values take 12 bytes, found 13'",
        "Float16,'Float16: 3 values take 6 bytes, found 13'",
        "Int8,'Int8: 3 values take 8 bytes, found 13'",
        "Binary,'Binary: 3 values take 1 bytes, found 13'"
    })
    void refusesAnotherNumberOfBytes(Encoding encoding, String message) {
        assertThatThrownBy(() -> TensorCodec.of(encoding).decode(new byte[13], 3))
                .isInstanceOf(CodecException.class)
                .hasMessage(message);
    }

    @Test
    void float32KeepsEveryBit() {
        var codec = TensorCodec.of(Encoding.Float32);
        // Given
        var values = new float[] {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 0.1f};
        // When
        var back = codec.decode(codec.encode(values), values.length);
        // Then
        for (var i = 0; i < values.length; i++) {
            assertThat(Float.floatToRawIntBits(back[i])).isEqualTo(Float.floatToRawIntBits(values[i]));
        }
        assertThat(codec.encode(new float[] {1f})).containsExactly(0, 0, 0x80, 0x3f);
    }

    @Test
    void float16ReadsBackEveryHalf() {
        for (var bits = 0; bits < 0x10000; bits++) {
            var half = (short) bits;
            var again = HalfPrecision.fromFloat(HalfPrecision.toFloat(half));
            var nan = (bits & 0x7c00) == 0x7c00 && (bits & 0x3ff) != 0;
            // A signalling NaN comes back quiet
            assertThat(again).isEqualTo(nan ? (short) (bits | 0x200) : half);
        }
    }

    @Test
    void float16RoundsToTheNearestAndTiesToEven() {
        for (var bits = 0; bits < 0x7bff; bits++) {
            // Given two neighbours
            var low = HalfPrecision.toFloat((short) bits);
            var high = HalfPrecision.toFloat((short) (bits + 1));
            var middle = (low + high) / 2;
            var even = (short) ((bits & 1) == 0 ? bits : bits + 1);
            // Then
            assertThat(HalfPrecision.fromFloat(middle)).isEqualTo(even);
            assertThat(HalfPrecision.fromFloat(-middle)).isEqualTo((short) (even | 0x8000));
            assertThat(HalfPrecision.fromFloat(Math.nextDown(middle))).isEqualTo((short) bits);
            assertThat(HalfPrecision.fromFloat(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "65504,31743",
        "65519.996,31743",
        "65520,31744",
        "1e30,31744",
        "-1e30,-1024",
        "5.9604645E-8,1",
        "2.9802322E-8,0",
        "2.98024E-8,1",
        "1e-45,0",
        "6.103515625E-5,1024",
        "-0.0,-32768"
    })
    void float16AtTheEdges(float value, short half) {
        assertThat(HalfPrecision.fromFloat(value)).isEqualTo(half);
    }

    @Test
    void float16KeepsInfinityAndNaN() {
        var codec = TensorCodec.of(Encoding.Float16);
        var values = new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};
        assertThat(codec.decode(codec.encode(values), 3)).containsExactly(values);
    }

    @Test
    void binaryFillsFromTheLowestBit() {
        var codec = TensorCodec.of(Encoding.Binary);
        assertThat(codec.encode(new float[] {1, -1, -1, 1, -1, -1, -1, -1, 1})).containsExactly(0b1001, 1);
    }

    @Test
    void binaryRefusesAThirdValue() {
        assertThatThrownBy(() -> TensorCodec.of(Encoding.Binary).encode(new float[] {1, -1, 0}))
                .isInstanceOf(CodecException.class)
                .hasMessage("Binary: value 2 is 0.0, only -1 and 1 are allowed");
        assertThatThrownBy(() -> TensorCodec.of(Encoding.Binary).encode(new float[] {Float.NaN}))
                .hasMessage("Binary: value 0 is NaN, only -1 and 1 are allowed");
    }

    @Test
    void binaryRefusesBitsBehindTheLastValue() {
        assertThatThrownBy(() -> TensorCodec.of(Encoding.Binary).decode(new byte[] {(byte) 0xff}, 5))
                .isInstanceOf(CodecException.class)
                .hasMessage("Binary: the 3 bits behind the last value must be 0, found a 1");
    }
}

package dev.ddnn.model.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Per-tensor affine quantisation: {@code value = scale * (q - zeroPoint)}. A header of scale (float32) and zero point (int8),
 * then one signed byte a value. The range always contains zero, so that zero stays exact; a tensor whose values are all equal
 * stays exact too. The error of any other value is at most half a scale, apart from rounding of the scale itself.
 */
final class Int8Codec implements TensorCodec {
    static final Int8Codec INSTANCE = new Int8Codec();

    private static final int HEADER_BYTES = Float.BYTES + Byte.BYTES;
    private static final int STEPS = 255;

    private Int8Codec() {}

    @Override
    public Encoding encoding() {
        return Encoding.Int8;
    }

    @Override
    public int encodedBytes(int count) {
        return Math.addExact(count, HEADER_BYTES);
    }

    @Override
    public byte[] encode(float[] values) {
        var affine = Affine.of(values);
        var buffer = ByteBuffer.allocate(encodedBytes(values.length)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putFloat(affine.scale).put(affine.zeroPoint);
        for (var value : values) {
            buffer.put(saturated(Math.rint((double) value / affine.scale) + affine.zeroPoint));
        }
        return buffer.array();
    }

    @Override
    public float[] decode(byte[] bytes, int count) {
        CodecException.checkLength(this, bytes, count);
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var scale = buffer.getFloat();
        var zeroPoint = buffer.get();
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw new CodecException("Int8: the scale must be positive and finite, found " + scale);
        }
        var values = new float[count];
        for (var i = 0; i < count; i++) {
            values[i] = scale * (buffer.get() - zeroPoint);
        }
        return values;
    }

    private static byte saturated(double q) {
        return (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, q));
    }

    private record Affine(float scale, byte zeroPoint) {
        static Affine of(float[] values) {
            var low = Float.POSITIVE_INFINITY;
            var high = Float.NEGATIVE_INFINITY;
            for (var i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    throw new CodecException(
                            "Int8: value %d is %s, only finite values can be quantised".formatted(i, values[i]));
                }
                low = Math.min(low, values[i]);
                high = Math.max(high, values[i]);
            }
            return low < high ? spanning(Math.min(low, 0), Math.max(high, 0)) : constant(values.length == 0 ? 0 : low);
        }

        private static Affine constant(float value) {
            return new Affine(value == 0 ? 1 : Math.abs(value), (byte) 0);
        }

        private static Affine spanning(float low, float high) {
            var scale = Math.max((float) (((double) high - low) / STEPS), Float.MIN_VALUE);
            return new Affine(scale, saturated(Math.rint(Byte.MIN_VALUE - (double) low / scale)));
        }
    }
}

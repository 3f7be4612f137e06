package dev.ddnn.model.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** IEEE 754 half precision: 11 significant bits, finite up to 65504; larger values become infinite. */
final class Float16Codec implements TensorCodec {
    static final Float16Codec INSTANCE = new Float16Codec();

    private Float16Codec() {}

    @Override
    public Encoding encoding() {
        return Encoding.Float16;
    }

    @Override
    public int encodedBytes(int count) {
        return Math.multiplyExact(count, Short.BYTES);
    }

    @Override
    public byte[] encode(float[] values) {
        var buffer = ByteBuffer.allocate(encodedBytes(values.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (var value : values) {
            buffer.putShort(HalfPrecision.fromFloat(value));
        }
        return buffer.array();
    }

    @Override
    public float[] decode(byte[] bytes, int count) {
        CodecException.checkLength(this, bytes, count);
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var values = new float[count];
        for (var i = 0; i < count; i++) {
            values[i] = HalfPrecision.toFloat(buffer.getShort());
        }
        return values;
    }
}

package dev.ddnn.model.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** IEEE 754 single precision: every bit arrives, NaN payloads too. */
final class Float32Codec implements TensorCodec {
    static final Float32Codec INSTANCE = new Float32Codec();

    private Float32Codec() {}

    @Override
    public Encoding encoding() {
        return Encoding.Float32;
    }

    @Override
    public int encodedBytes(int count) {
        return Math.multiplyExact(count, Float.BYTES);
    }

    @Override
    public byte[] encode(float[] values) {
        var bytes = new byte[encodedBytes(values.length)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes;
    }

    @Override
    public float[] decode(byte[] bytes, int count) {
        CodecException.checkLength(this, bytes, count);
        var values = new float[count];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}

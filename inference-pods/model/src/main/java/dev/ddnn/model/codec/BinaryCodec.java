package dev.ddnn.model.codec;

/**
 * One bit a value, the first value in the lowest bit of the first byte: set is +1, clear is -1. Bits behind the last value
 * are clear. There is no third value: a tensor that is not there is told by the join, never by the codec.
 */
final class BinaryCodec implements TensorCodec {
    static final BinaryCodec INSTANCE = new BinaryCodec();

    private BinaryCodec() {}

    @Override
    public Encoding encoding() {
        return Encoding.Binary;
    }

    @Override
    public int encodedBytes(int count) {
        return count / Byte.SIZE + (count % Byte.SIZE == 0 ? 0 : 1);
    }

    @Override
    public byte[] encode(float[] values) {
        var bytes = new byte[encodedBytes(values.length)];
        for (var i = 0; i < values.length; i++) {
            if (values[i] == 1) {
                bytes[i >> 3] |= (byte) (1 << (i & 7));
            } else if (values[i] != -1) {
                throw new CodecException("Binary: value %d is %s, only -1 and 1 are allowed".formatted(i, values[i]));
            }
        }
        return bytes;
    }

    @Override
    public float[] decode(byte[] bytes, int count) {
        CodecException.checkLength(this, bytes, count);
        var used = count & 7;
        if (used != 0 && (bytes[bytes.length - 1] & 0xff) >>> used != 0) {
            throw new CodecException(
                    "Binary: the %d bits behind the last value must be 0, found a 1".formatted(Byte.SIZE - used));
        }
        var values = new float[count];
        for (var i = 0; i < count; i++) {
            values[i] = (bytes[i >> 3] >>> (i & 7) & 1) == 1 ? 1 : -1;
        }
        return values;
    }
}

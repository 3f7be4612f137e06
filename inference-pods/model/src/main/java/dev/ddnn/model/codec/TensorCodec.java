package dev.ddnn.model.codec;

/**
 * Writes the values of one tensor for the wire and reads them back. The bytes carry neither name, shape nor encoding: both
 * ends know these from the revision. All multi-byte values are little-endian. Implementations have no state.
 */
public sealed interface TensorCodec permits Float32Codec, Float16Codec, Int8Codec, BinaryCodec {
    /** The codec of an encoding. */
    static TensorCodec of(Encoding encoding) {
        return switch (encoding) {
            case Float32 -> Float32Codec.INSTANCE;
            case Float16 -> Float16Codec.INSTANCE;
            case Int8 -> Int8Codec.INSTANCE;
            case Binary -> BinaryCodec.INSTANCE;
        };
    }

    /** The encoding that this codec writes. */
    Encoding encoding();

    /** Exact number of bytes that {@code count} values take. */
    int encodedBytes(int count);

    /**
     * Writes the values.
     *
     * @return exactly {@code encodedBytes(values.length)} bytes
     * @throws CodecException if the encoding cannot hold a value; it names index and value
     */
    byte[] encode(float[] values);

    /**
     * Reads {@code count} values.
     *
     * @throws CodecException if the number of bytes is not that of {@code count} values, or the bytes are not what
     *     {@link #encode} writes
     */
    float[] decode(byte[] bytes, int count);
}

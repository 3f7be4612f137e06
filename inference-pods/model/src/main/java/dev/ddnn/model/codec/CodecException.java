package dev.ddnn.model.codec;

/** Values that an encoding cannot hold, or bytes that no encoder has written. */
public final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was found and what is allowed */
    public CodecException(String message) {
        super(message);
    }

    static void checkLength(TensorCodec codec, byte[] bytes, int count) {
        var needed = codec.encodedBytes(count);
        if (bytes.length != needed) {
            throw new CodecException(
                    "%s: %d values take %d bytes, found %d".formatted(codec.encoding(), count, needed, bytes.length));
        }
    }
}

package dev.ddnn.hub.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Bytes that come in one piece after the other. */
@FunctionalInterface
public interface Chunks {
    /**
     * Waits for the next piece.
     *
     * @return null at the end; never an empty piece for ever
     * @throws IOException if the rest cannot be had, or not in time
     */
    @Nullable
    ByteBuffer next() throws IOException;

    /** The pieces of a stream, which the caller closes. */
    static Chunks of(InputStream stream) {
        byte[] buffer = new byte[64 * 1024];
        return () -> {
            int read = stream.read(buffer);
            return read < 0 ? null : ByteBuffer.wrap(buffer, 0, read);
        };
    }

    /** One piece. */
    static Chunks of(byte[] bytes) {
        ByteBuffer[] rest = {ByteBuffer.wrap(bytes)};
        return () -> {
            ByteBuffer next = rest[0];
            rest[0] = null;
            return next;
        };
    }
}

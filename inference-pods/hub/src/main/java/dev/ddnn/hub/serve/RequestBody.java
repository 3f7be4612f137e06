package dev.ddnn.hub.serve;

import dev.ddnn.hub.verify.Chunks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The body of a request, with a limit on the whole time; tells a client's failures from the hub's own. */
final class RequestBody implements Chunks {
    private final Chunks chunks;
    private final Duration limit;
    private final long endNanos;
    private boolean failed;

    RequestBody(InputStream body, Duration limit) {
        this.chunks = Chunks.of(body);
        this.limit = limit;
        this.endNanos = System.nanoTime() + limit.toNanos();
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        if (System.nanoTime() - endNanos >= 0) {
            failed = true;
            throw new IOException("not complete after %d ms".formatted(limit.toMillis()));
        }
        try {
            return chunks.next();
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /** Whether reading failed, and so not writing. */
    boolean failed() {
        return failed;
    }
}

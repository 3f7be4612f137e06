package dev.ddnn.hub.source;

import dev.ddnn.contract.cut.CutResponse.Cause;
import dev.ddnn.hub.access.Access;
import dev.ddnn.hub.access.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The answer to a request, with a body that is still to come.
 *
 * @param uri who answered, after all redirects
 */
record Answer(URI uri, int status, HttpHeaders headers, TimedBody body) implements AutoCloseable {
    private static final int START = 8 * 1024;

    /** Bytes of the body, or -1 where the server does not say. */
    long length() {
        return headers.firstValueAsLong("Content-Length").orElse(-1);
    }

    /**
     * The whole body.
     *
     * @throws IOException if it does not come, or has more bytes than that
     */
    byte[] bytes(int most) throws IOException {
        byte[] bytes = start(most + 1);
        if (bytes.length > most) {
            throw new IOException("answered more than %d bytes".formatted(most));
        }
        return bytes;
    }

    /** What it means that the answer is not the wanted one. */
    SourceOutcome refusal(Access access) {
        String text;
        try {
            text = new String(start(START), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // The status says enough.
            text = "";
        }
        Refusal refusal = access.refusal(uri, TargetRule.shown(uri), status, text);
        return SourceOutcome.unavailable(
                refusal.credentials() ? Cause.CredentialsRefused : Cause.SourceUnavailable, refusal.message());
    }

    private byte[] start(int most) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer chunk = body.next();
        while (chunk != null && bytes.size() < most) {
            byte[] piece = new byte[Math.min(chunk.remaining(), most - bytes.size())];
            chunk.get(piece);
            bytes.writeBytes(piece);
            chunk = bytes.size() < most ? body.next() : null;
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        body.close();
    }
}

package dev.ddnn.sandbox.story;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection to one entry, for one request at a time: first {@link #send}, then {@link #receive}. A few
 * microseconds of CPU per request, so that the client does not starve what it measures.
 */
final class HttpLane implements Closeable {
    private static final int CONNECT_MILLIS = 2_000;

    private final String path;
    private final String host;
    private final Supplier<Optional<InetSocketAddress>> entry;
    private final Settings settings;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private @Nullable String problem;

    /**
     * @param timeout how long a reply may take
     * @param bytes counts what is sent and received
     */
    record Settings(Duration timeout, EntryBytes bytes) {}

    /**
     * @param host for the Host header
     * @param model in the request's path
     * @param entry where the entry is now; empty: nowhere
     * @param settings what all of a feeder's lanes share
     */
    HttpLane(String host, String model, Supplier<Optional<InetSocketAddress>> entry, Settings settings) {
        this.host = host;
        this.path = "/v2/models/" + model + "/infer";
        this.entry = entry;
        this.settings = settings;
    }

    /** Sends a request. What goes wrong shows in {@link #receive}. */
    void send(InferBody body) {
        problem = null;
        try {
            OutputStream out = connected().getOutputStream();
            byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + host
                            + "\r\nContent-Type: application/octet-stream\r\nInference-Header-Content-Length: "
                            + body.jsonLength() + "\r\nContent-Length: " + body.bytes().length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] message = new byte[head.length + body.bytes().length];
            System.arraycopy(head, 0, message, 0, head.length);
            System.arraycopy(body.bytes(), 0, message, head.length, body.bytes().length);
            out.write(message);
            settings.bytes().sent(message.length);
            out.flush();
        } catch (IOException e) {
            fail(e);
        }
    }

    private Socket connected() throws IOException {
        if (socket != null) {
            return socket;
        }
        InetSocketAddress address = entry.get().orElseThrow(() -> new IOException("no address of " + host));
        Socket fresh = new Socket();
        socket = fresh;
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout((int) settings.timeout().toMillis());
        fresh.connect(address, CONNECT_MILLIS);
        in = new BufferedInputStream(settings.bytes().counting(fresh.getInputStream()));
        return fresh;
    }

    /** The reply to what was sent last. */
    Reply receive() {
        if (problem != null || in == null) {
            return Reply.lost(String.valueOf(problem));
        }
        try {
            String statusLine = line(in);
            int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
            int length = -1;
            boolean close = false;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
                close |= lower.equals("connection: close");
            }
            if (length < 0) {
                throw new IOException("a reply without Content-Length");
            }
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException("reply cut short");
            }
            if (close) {
                close();
            }
            return Reply.parse(status, body);
        } catch (IOException | RuntimeException e) {
            fail(e);
            return Reply.lost(String.valueOf(problem));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("connection closed");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    private void fail(Exception e) {
        problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        close();
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                problem = e.getMessage();
            }
        }
        socket = null;
        in = null;
    }
}

package dev.ddnn.sandbox.net;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Copies of what dialling sides sent, byte by byte, for a look at what really crosses a link. Ends when closed. */
public final class Recording implements AutoCloseable {
    private final Consumer<Recording> whenClosed;
    private final List<ByteArrayOutputStream> connections = new CopyOnWriteArrayList<>();

    Recording(Consumer<Recording> whenClosed) {
        this.whenClosed = whenClosed;
    }

    /** Takes the chunks of one more connection. */
    Consumer<byte[]> connection() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        connections.add(bytes);
        return bytes::writeBytes;
    }

    /** What each connection carried so far, from its first byte on. */
    public List<byte[]> connections() {
        return connections.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    @Override
    public void close() {
        whenClosed.accept(this);
    }
}

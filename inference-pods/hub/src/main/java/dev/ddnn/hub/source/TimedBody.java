package dev.ddnn.hub.source;

import dev.ddnn.hub.verify.Chunks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an HTTP answer, read piece by piece with a limit on each wait: the client of the JDK has none of its own once
 * the headers are there. Asks for one piece at a time, so a slow disk slows the server instead of filling the memory.
 */
final class TimedBody implements Flow.Subscriber<List<ByteBuffer>>, Chunks, AutoCloseable {
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> ready = new ArrayDeque<>();
    private final Duration silence;
    private final FetchDeadline deadline;
    private volatile Flow.@Nullable Subscription subscription;
    private boolean ended;

    TimedBody(Duration silence, FetchDeadline deadline) {
        this.silence = silence;
        this.deadline = deadline;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        signals.add(new Signal(item, null));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal(List.of(), failure));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal(null, null));
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        while (ready.isEmpty() && !ended) {
            take();
        }
        return ready.poll();
    }

    /** Ends the connection if the body was not read to its end. */
    @Override
    public void close() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    private void take() throws IOException {
        Signal signal = await();
        if (signal.failure() != null) {
            throw new IOException(signal.failure().getMessage(), signal.failure());
        }
        if (signal.buffers() == null) {
            ended = true;
            return;
        }
        ready.addAll(signal.buffers());
        Flow.Subscription open = subscription;
        if (open != null) {
            open.request(1);
        }
    }

    private Signal await() throws IOException {
        Duration wait = deadline.atMost(silence);
        try {
            Signal signal = signals.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            if (signal == null) {
                throw deadline.passed()
                        ? deadline.exceeded()
                        : new IOException("no bytes for %d ms".formatted(silence.toMillis()));
            }
            return signal;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the hub is stopping").initCause(e);
        }
    }

    private record Signal(
            @Nullable List<ByteBuffer> buffers, @Nullable Throwable failure) {}
}

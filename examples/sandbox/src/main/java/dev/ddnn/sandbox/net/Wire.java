package dev.ddnn.sandbox.net;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Moves chunks over links in time: one thread that lets each chunk enter the next link when it has left the one before. Chunks
 * of one connection keep their order, since links do.
 */
final class Wire implements AutoCloseable {
    /** An empty chunk is the end of the stream. */
    private record Passage(long due, long order, byte[] chunk, Path path, int hop, Consumer<byte[]> sink)
            implements Comparable<Passage> {
        @Override
        public int compareTo(Passage other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Passage> passages = new PriorityQueue<>();
    private final Thread thread = new Thread(this::run, "wire");
    private long order;
    private boolean closed;

    Wire() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a chunk at the near end of the path; {@code sink} gets it at the far end and must not block. */
    void send(byte[] chunk, Path path, Consumer<byte[]> sink) {
        if (path.isDirect()) {
            sink.accept(chunk);
        } else {
            enqueue(System.nanoTime(), chunk, path, 0, sink);
        }
    }

    private void enqueue(long due, byte[] chunk, Path path, int hop, Consumer<byte[]> sink) {
        lock.lock();
        try {
            passages.add(new Passage(due, order++, chunk, path, hop, sink));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                advance(nextDue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private Passage nextDue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (closed) {
                    throw new InterruptedException("closed");
                }
                Passage first = passages.peek();
                long wait = first == null ? TimeUnit.DAYS.toNanos(1) : first.due() - System.nanoTime();
                if (first != null && wait <= 0) {
                    return passages.remove();
                }
                changed.awaitNanos(wait);
            }
        } finally {
            lock.unlock();
        }
    }

    private void advance(Passage p) {
        if (p.hop() == p.path().links().size()) {
            p.sink().accept(p.chunk());
            return;
        }
        Link link = p.path().links().get(p.hop());
        if (!link.holds(() -> enter(p, link, System.nanoTime()))) {
            enter(p, link, p.due());
        }
    }

    private void enter(Passage p, Link link, long now) {
        long arrival = link.carry(p.path().direction(), p.chunk().length, now);
        enqueue(arrival, p.chunk(), p.path(), p.hop() + 1, p.sink());
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}

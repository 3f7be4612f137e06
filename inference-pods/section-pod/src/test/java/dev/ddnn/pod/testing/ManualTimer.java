package dev.ddnn.pod.testing;

import dev.ddnn.pod.time.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when the test says so; actions run on the test's thread. */
public final class ManualTimer implements Timer {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
    private long now = 1_000_000_000L;
    private long order;

    private record Entry(long at, long order, Runnable action) {}

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Cancellable schedule(Duration delay, Runnable action) {
        var entry = new Entry(now + Math.max(0, delay.toNanos()), order++, action);
        entries.add(entry);
        return () -> remove(entry);
    }

    private synchronized void remove(Entry entry) {
        entries.remove(entry);
    }

    /** Lets time pass, with everything that falls due on the way. */
    public void advance(Duration time) {
        long end = nanos() + time.toNanos();
        for (var due = takeDue(end); due != null; due = takeDue(end)) {
            due.action().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Entry takeDue(long end) {
        var due = entries.peek();
        if (due == null || due.at() > end) {
            return null;
        }
        entries.poll();
        now = Math.max(now, due.at());
        return due;
    }

    /** Number of actions that wait. */
    public synchronized int waiting() {
        return entries.size();
    }
}

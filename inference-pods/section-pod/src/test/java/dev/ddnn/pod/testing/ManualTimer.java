package dev.ddnn.pod.testing;

import dev.ddnn.pod.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes only when the test says so; actions run on the test's thread. */
public final class ManualTimer implements Timer {
    private final List<Entry> entries = new ArrayList<>();
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
        var due = entries.stream()
                .filter(entry -> entry.at() <= end)
                .min(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order))
                .orElse(null);
        if (due != null) {
            entries.remove(due);
            now = Math.max(now, due.at());
        }
        return due;
    }

    /** Number of actions that wait. */
    public synchronized int waiting() {
        return entries.size();
    }
}

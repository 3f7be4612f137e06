package dev.ddnn.operator.later;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether many objects are visited at the same time, as when a hundred are applied together: then the API server has enough to do. */
public final class Rush {
    /** Visits that a timer or a single change leads to seldom come three at a time. */
    static final int CROWD = 3;

    private final LongSupplier nanos;
    private int visits;
    private long over;

    /** There is none yet. */
    public Rush() {
        this(System::nanoTime);
    }

    /**
     * @param nanos a clock that only goes on, in ns
     */
    Rush(LongSupplier nanos) {
        this.nanos = nanos;
        this.over = nanos.getAsLong() - Duration.ofDays(1).toNanos();
    }

    /** A visit begins. */
    public synchronized void begin() {
        visits++;
    }

    /** A visit has ended. */
    public synchronized void end() {
        if (visits >= CROWD) {
            over = nanos.getAsLong();
        }
        visits--;
    }

    /**
     * How much longer something waits at least; zero: it does not.
     *
     * @param lull for how long there must have been no rush
     * @param latest when it waits no longer, as {@link #in} told
     */
    public synchronized Duration holdsUp(Duration lull, long latest) {
        long now = nanos.getAsLong();
        long calm = visits >= CROWD ? 0 : now - over;
        return Duration.ofNanos(Math.max(0, Math.min(lull.toNanos() - calm, latest - now)));
    }

    /** The time when that has passed, in ns of the clock. */
    public long in(Duration wait) {
        return nanos.getAsLong() + wait.toNanos();
    }
}

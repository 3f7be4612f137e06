package dev.ddnn.operator.later;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Whether many objects get new statuses one after the other, as when a hundred are applied together: then the API server has enough to do. */
public final class Rush {
    /** So many within a lull are a rush. */
    static final int CROWD = 3;

    /** A new DDNN, or one that is rolled out, seldom has more than two within it. */
    static final Duration LULL = Duration.ofSeconds(1);

    private static final Duration LONG_AGO = Duration.ofDays(1);

    private final LongSupplier nanos;
    /** When the last ones were written; the next one takes the place of the oldest. */
    private final long[] last = new long[CROWD];

    private int oldest;

    /** There is none yet. */
    public Rush() {
        this(System::nanoTime);
    }

    /**
     * @param nanos a clock that only goes on, in ns
     */
    Rush(LongSupplier nanos) {
        this.nanos = nanos;
        Arrays.fill(last, nanos.getAsLong() - LONG_AGO.toNanos());
    }

    /** A status was written. */
    public synchronized void note() {
        last[oldest] = nanos.getAsLong();
        oldest = (oldest + 1) % CROWD;
    }

    /**
     * How much longer something waits at least; zero: it does not.
     *
     * @param latest when it waits no longer, as {@link #in} told
     */
    public synchronized Duration holdsUp(long latest) {
        long now = nanos.getAsLong();
        long calm = now - last[oldest];
        return Duration.ofNanos(Math.max(0, Math.min(LULL.toNanos() - calm, latest - now)));
    }

    /** The time when that has passed, in ns of the clock. */
    public long in(Duration wait) {
        return nanos.getAsLong() + wait.toNanos();
    }
}

package dev.ddnn.pod.time;

import java.time.Duration;

/**
 * The moment until which a sample's outcome is worth something, on the clock of one {@link Timer}. It never travels: what is
 * left of it does, so clocks of different machines need not agree.
 */
public final class Deadline {
    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    /** The moment that lies the given time after now. */
    public static Deadline in(Timer timer, Duration left) {
        return new Deadline(timer.nanos() + left.toNanos());
    }

    /** What is left of it; negative once it has passed. */
    public Duration left(Timer timer) {
        return Duration.ofNanos(atNanos - timer.nanos());
    }

    /** Whether nothing is left of it. */
    public boolean passed(Timer timer) {
        return atNanos - timer.nanos() <= 0;
    }

    /** The earlier of the two. */
    public Deadline earlier(Deadline other) {
        return other.atNanos - atNanos < 0 ? other : this;
    }
}

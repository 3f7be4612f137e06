package dev.ddnn.hub.source;

import java.io.IOException;
import java.time.Duration;

/** The time that a whole fetch may take, from now on. */
final class FetchDeadline {
    private final Duration total;
    private final long endNanos;

    FetchDeadline(Duration total) {
        this.total = total;
        this.endNanos = System.nanoTime() + total.toNanos();
    }

    /** What is left, but not more than the limit and never negative. */
    Duration atMost(Duration limit) {
        Duration left = Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
        return left.compareTo(limit) < 0 ? left : limit;
    }

    boolean passed() {
        return System.nanoTime() - endNanos >= 0;
    }

    IOException exceeded() {
        return new IOException("not complete after %d ms (DDNN_HUB_FETCH_TIMEOUT)".formatted(total.toMillis()));
    }
}

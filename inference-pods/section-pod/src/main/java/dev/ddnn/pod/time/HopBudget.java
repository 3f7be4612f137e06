package dev.ddnn.pod.time;

import java.time.Duration;

/**
 * How a sample's time is shared between a section and what it waits for. Each hop gets less than the one below has left, so that
 * its fallback answer is still on time after the way back; and a join waits no longer than that, so that what came can still be
 * computed. The reserve is 15 % of what is left, at least 5 ms and at most 250 ms. A way with a longer round trip than that should
 * have a longer deadline.
 */
public final class HopBudget {
    private static final Duration LEAST = Duration.ofMillis(5);
    private static final Duration MOST = Duration.ofMillis(250);
    private static final int PERCENT = 15;

    private HopBudget() {}

    /** What the next hop, or the parts that a join waits for, may use of the time that is left here; zero or less: it is too late to ask it. */
    public static Duration forNextHop(Duration left) {
        var share = left.multipliedBy(PERCENT).dividedBy(100);
        var reserve = share.compareTo(LEAST) < 0 ? LEAST : share.compareTo(MOST) > 0 ? MOST : share;
        return left.minus(reserve);
    }
}

package dev.ddnn.sandbox.pod;

import java.time.Duration;
import java.time.Instant;

/** When a container that ended may start again, as a kubelet counts: at once, then after 10 s, 20 s, … 5 min. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGIVEN_AFTER = LONGEST.multipliedBy(2);

    private Duration next = Duration.ZERO;

    /**
     * @param startedAt when the run that just ended began
     * @param endedAt when it ended
     * @return how long to wait from its end
     */
    Duration afterExit(Instant startedAt, Instant endedAt) {
        if (Duration.between(startedAt, endedAt).compareTo(FORGIVEN_AFTER) >= 0) {
            next = Duration.ZERO;
        }
        Duration wait = next;
        Duration doubled = next.isZero() ? FIRST : next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}

package dev.ddnn.operator.plan.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a boot is counted already.
 *
 * @param spot where its use is booked
 * @param sequence of the newest report that is counted
 * @param receivedAt when that came, by the hub's clock
 * @param counters that it had then; what a later report has more is new
 * @param overSince since when it is known that it cannot report any more, by the hub's clock; absent: it may
 */
public record Remembered(
        Spot spot,
        long sequence,
        Instant receivedAt,
        Counters counters,
        @Nullable Instant overSince) {
    /** Of a boot that may report again. */
    public Remembered(Spot spot, long sequence, Instant receivedAt, Counters counters) {
        this(spot, sequence, receivedAt, counters, null);
    }

    /** The same boot, over since then or, if it was known to be, since before; null: not over. */
    Remembered over(@Nullable Instant since) {
        Instant known = since != null && overSince != null ? overSince : since;
        return new Remembered(spot, sequence, receivedAt, counters, known);
    }
}

package dev.ddnn.operator.plan.usage;

import java.time.LocalDate;

/**
 * What went up above the deciding section on the newest day that a report was received on.
 *
 * @param date in UTC, by the clock of the hub
 * @param upBytes from the deciding section and those above it
 */
public record Day(LocalDate date, long upBytes) {
    /** Nothing was counted yet. */
    public static final Day NONE = new Day(LocalDate.EPOCH, 0);

    /** With what a report adds. A day never comes back: what is received late counts for the day that has begun. */
    Day plus(LocalDate received, long bytes) {
        return received.isAfter(date) ? new Day(received, bytes) : new Day(date, upBytes + bytes);
    }
}

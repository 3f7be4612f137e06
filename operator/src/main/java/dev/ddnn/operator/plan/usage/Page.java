package dev.ddnn.operator.plan.usage;

import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of one month of one DDNN.
 *
 * @param month in UTC
 * @param usage absent: the object is there, and nothing was written into it yet
 * @param continuedIn the month in which counting goes on; absent: in this one
 */
public record Page(
        YearMonth month, @Nullable Usage usage, @Nullable YearMonth continuedIn) {
    /** The month in which counting goes on, if it is not this one any more. */
    Optional<YearMonth> successor() {
        return Optional.ofNullable(continuedIn);
    }
}

package dev.ddnn.operator.plan.budget;

import dev.ddnn.api.v1alpha1.QuotaBudgets;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How budgets stand to what is used of them.
 *
 * @param metered what is used
 * @param uplink bytes for a day; absent: not limited
 * @param cost for a month; absent: not limited
 */
public record Standing(
        Metered metered,
        @Nullable BigDecimal uplink,
        @Nullable BigDecimal cost) {
    /**
     * @param budgets absent: none
     */
    public static Standing of(@Nullable QuotaBudgets budgets, Metered metered) {
        if (budgets == null) {
            return new Standing(metered, null, null);
        }
        Quantity bytes = budgets.uplinkBytesPerDay();
        String cost = budgets.costPerMonth();
        return new Standing(
                metered, bytes == null ? null : bytes.getNumericalAmount(), cost == null ? null : new BigDecimal(cost));
    }

    /** Whether there are any budgets. */
    public boolean isLimited() {
        return uplink != null || cost != null;
    }

    /** When the day ends for which no byte is left; empty: some are left. */
    public Optional<Instant> uplinkSpentUntil() {
        return spent(uplink, BigDecimal.valueOf(metered.total().uplinkBytes()))
                ? Optional.of(metered.day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                : Optional.empty();
    }

    /** When the month ends for which nothing is left to spend; empty: something is left. */
    public Optional<Instant> costSpentUntil() {
        return spent(cost, metered.total().cost())
                ? Optional.of(
                        metered.month().plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                : Optional.empty();
    }

    private static boolean spent(@Nullable BigDecimal limit, BigDecimal used) {
        return limit != null && used.compareTo(limit) >= 0;
    }
}

package dev.ddnn.operator.plan.budget;

import dev.ddnn.api.v1alpha1.QuotaBudgets;
import dev.ddnn.api.v1alpha1.QuotaMetered;
import dev.ddnn.operator.plan.budget.Metered.Share;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How budgets stand to what is used of them: the only judge of that. It judges figures as the status of a quota has them, so that whoever
 * adds them up, and whoever only reads them there when a budget was changed, say the same.
 *
 * @param day in UTC
 * @param used of the day and of its month
 * @param uplink bytes for a day; absent: not limited
 * @param cost for a month; absent: not limited
 */
public record Standing(
        LocalDate day,
        Share used,
        @Nullable BigDecimal uplink,
        @Nullable BigDecimal cost) {
    private static final int DECIMALS = 6;
    private static final Pattern AMOUNT = Pattern.compile("[0-9]+([.][0-9]+)?");

    public Standing {
        used = new Share(used.uplinkBytes(), used.cost().setScale(DECIMALS, RoundingMode.DOWN));
    }

    /**
     * @param budgets absent: none
     */
    public static Standing of(@Nullable QuotaBudgets budgets, Metered metered) {
        return of(budgets, metered.day(), metered.total());
    }

    /**
     * By what was written last.
     *
     * @param budgets as they are now; absent: none
     * @param metered absent: nothing was written yet
     * @return empty: there are no figures, or what somebody else has written is none; whoever writes the quota next reckons them
     */
    public static Optional<Standing> read(@Nullable QuotaBudgets budgets, @Nullable QuotaMetered metered) {
        if (metered == null || metered.day() == null || metered.uplinkBytes() == null || metered.cost() == null) {
            return Optional.empty();
        }
        if (!AMOUNT.matcher(metered.cost()).matches()) {
            return Optional.empty();
        }
        try {
            var used = new Share(metered.uplinkBytes(), new BigDecimal(metered.cost()));
            return Optional.of(of(budgets, LocalDate.parse(metered.day()), used));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Standing of(@Nullable QuotaBudgets budgets, LocalDate day, Share used) {
        Quantity bytes = budgets == null ? null : budgets.uplinkBytesPerDay();
        String cost = budgets == null ? null : budgets.costPerMonth();
        return new Standing(
                day,
                used,
                bytes == null ? null : bytes.getNumericalAmount(),
                cost == null ? null : new BigDecimal(cost));
    }

    /** The month of the day. */
    public YearMonth month() {
        return YearMonth.from(day);
    }

    /** Whether there are any budgets. */
    public boolean isLimited() {
        return uplink != null || cost != null;
    }

    /** When the day ends for which no byte is left; empty: some are left. */
    public Optional<Instant> uplinkSpentUntil() {
        return spent(uplink, BigDecimal.valueOf(used.uplinkBytes()))
                ? Optional.of(day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                : Optional.empty();
    }

    /** When the month ends for which nothing is left to spend; empty: something is left. */
    public Optional<Instant> costSpentUntil() {
        return spent(cost, used.cost())
                ? Optional.of(month().plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                : Optional.empty();
    }

    private static boolean spent(@Nullable BigDecimal limit, BigDecimal used) {
        return limit != null && used.compareTo(limit) >= 0;
    }
}

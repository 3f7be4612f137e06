package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.Limits;
import dev.ddnn.api.v1alpha1.QuotaBudgets;
import dev.ddnn.api.v1alpha1.QuotaMetered;
import dev.ddnn.api.v1alpha1.QuotaUser;
import dev.ddnn.operator.plan.budget.Metered.Share;
import dev.ddnn.operator.plan.budget.Standing;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the status of a quota says of what is used over time. The ledger in it stays as it is. */
public final class BudgetStatusAssembler {
    private static final int DECIMALS = 6;
    private static final int COINS = 2;
    private static final List<String> UNITS = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi");
    private static final BigDecimal UNIT = BigDecimal.valueOf(1024);

    private BudgetStatusAssembler() {}

    /**
     * The status with what a round has found.
     *
     * @param users who used it
     * @param generation of the spec that has the budgets
     */
    public static DDNNQuotaStatus onto(
            DDNNQuotaStatus status, Standing standing, Map<String, Share> users, long generation, Instant now) {
        return onto(status, standing, listed(users), generation, now);
    }

    /**
     * The status with the first figures, which are to be judged.
     *
     * @param status absent: nothing was written yet
     * @param users who used it
     */
    public static DDNNQuotaStatus begun(@Nullable DDNNQuotaStatus status, Standing standing, Map<String, Share> users) {
        var figures = metered(standing, listed(users));
        return status == null
                ? new DDNNQuotaStatus(null, null, null, null, null, null, figures)
                : status.with(figures, status.conditions());
    }

    /**
     * The status as budgets are now, by the figures that it has: whoever changes a budget need not wait for the next round. Of budgets that
     * a round has seen already it is what it was.
     *
     * @param budgets absent: none
     * @param generation of the spec that has the budgets
     */
    public static DDNNQuotaStatus judged(
            DDNNQuotaStatus status, @Nullable QuotaBudgets budgets, long generation, Instant now) {
        QuotaMetered metered = status.metered();
        return Standing.read(budgets, metered)
                .map(standing -> onto(status, standing, metered == null ? null : metered.users(), generation, now))
                .orElse(status);
    }

    private static DDNNQuotaStatus onto(
            DDNNQuotaStatus status, Standing standing, @Nullable List<QuotaUser> users, long generation, Instant now) {
        List<Condition> before = status.conditions() == null ? List.of() : status.conditions();
        var told = new Conditions(before, generation, now);
        if (standing.isLimited()) {
            tell(told, standing);
        }
        return status.with(
                metered(standing, users),
                Stream.concat(
                                before.stream().filter(condition -> !ConditionType.WithinBudget.name()
                                        .equals(condition.getType())),
                                told.merged().stream())
                        .sorted(Comparator.comparing(condition -> ConditionType.valueOf(condition.getType())))
                        .toList());
    }

    private static void tell(Conditions told, Standing standing) {
        Optional<Instant> bytes = standing.uplinkSpentUntil();
        Optional<Instant> cost = standing.costSpentUntil();
        String ofBytes = bytes.map(until -> "uplinkBytesPerDay: " + bytes(standing.uplink())
                        + " used up on " + standing.day() + "; until " + until
                        + " deciding sections answer by their own exits")
                .orElse("");
        String ofCost = cost.map(until -> "costPerMonth: " + plain(standing.cost()) + " used up in "
                        + standing.month() + "; until " + until
                        + " no further DDNN gets in, and those that are there go on")
                .orElse("");
        if (bytes.isPresent()) {
            String all = cost.isPresent() ? ofBytes + "; " + ofCost : ofBytes;
            told.isFalse(ConditionType.WithinBudget, Reason.UplinkBudgetSpent, all);
        } else if (cost.isPresent()) {
            told.isFalse(ConditionType.WithinBudget, Reason.CostBudgetSpent, ofCost);
        } else {
            told.isTrue(ConditionType.WithinBudget, Reason.WithinBudget, "no budget is used up");
        }
    }

    private static QuotaMetered metered(Standing standing, @Nullable List<QuotaUser> users) {
        Share used = standing.used();
        BigDecimal uplink = standing.uplink();
        BigDecimal cost = standing.cost();
        return new QuotaMetered(
                standing.day().toString(),
                used.uplinkBytes(),
                bytes(BigDecimal.valueOf(used.uplinkBytes())) + (uplink == null ? "" : "/" + bytes(uplink)),
                standing.uplinkSpentUntil().map(Instant::toString).orElse(null),
                standing.month().toString(),
                cost(used.cost()),
                of(used.cost(), cost),
                standing.costSpentUntil().map(Instant::toString).orElse(null),
                users);
    }

    /** With as many decimals as the budget has: used up looks used up, and nothing looks so before it is. */
    private static String of(BigDecimal cost, @Nullable BigDecimal budget) {
        String limit = plain(budget);
        int point = limit.indexOf('.');
        int decimals = point < 0 ? COINS : Math.max(COINS, limit.length() - point - 1);
        return cost.setScale(decimals, RoundingMode.DOWN).toPlainString() + (budget == null ? "" : "/" + limit);
    }

    private static @Nullable List<QuotaUser> listed(Map<String, Share> users) {
        List<QuotaUser> listed = users.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Share> user) ->
                                user.getValue().cost())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(Limits.LISTED)
                .map(user -> new QuotaUser(
                        user.getKey(),
                        user.getValue().uplinkBytes(),
                        cost(user.getValue().cost())))
                .toList();
        return listed.isEmpty() ? null : listed;
    }

    private static String cost(BigDecimal cost) {
        return plain(cost.setScale(DECIMALS, RoundingMode.DOWN));
    }

    /** In the largest unit of which there is one at least, rounded down to a tenth: nothing looks used up before it is. */
    static String bytes(@Nullable BigDecimal amount) {
        BigDecimal left = amount == null ? BigDecimal.ZERO : amount;
        int unit = 0;
        while (left.compareTo(UNIT) >= 0 && unit + 1 < UNITS.size()) {
            left = left.divide(UNIT);
            unit++;
        }
        return plain(left.setScale(unit == 0 ? 0 : 1, RoundingMode.DOWN)) + UNITS.get(unit);
    }

    private static String plain(@Nullable BigDecimal amount) {
        return amount == null || amount.signum() == 0
                ? "0"
                : amount.stripTrailingZeros().toPlainString();
    }
}

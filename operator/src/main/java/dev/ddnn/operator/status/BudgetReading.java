package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.plan.budget.UplinkSaving;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the status of a DDNN says of budgets. Without a budget, nothing. */
public final class BudgetReading {
    private static final Set<String> OURS = Set.of(ConditionType.WithinBudget.name());

    private BudgetReading() {}

    /**
     * The status with it. A DDNN whose answers are worse for it is degraded, unless it is for want of pods anyway.
     *
     * @param before as last written; absent: never
     */
    public static DDNNStatus onto(
            DDNNStatus status, @Nullable DDNNStatus before, UplinkSaving saving, long generation, Instant now) {
        var told = new Conditions(before == null ? null : before.conditions(), generation, now);
        switch (saving.state()) {
            case NoBudget -> {}
            case Within -> told.isTrue(ConditionType.WithinBudget, Reason.WithinBudget, saving.message());
            case Spent -> told.isFalse(ConditionType.WithinBudget, Reason.UplinkBudgetSpent, saving.message());
            case NotKept -> told.isFalse(ConditionType.WithinBudget, Reason.BudgetNotKept, saving.message());
        }
        List<Condition> others = status.conditions() == null ? List.of() : status.conditions();
        boolean degraded = saving.state() == UplinkSaving.State.Spent
                && Conditions.find(others, ConditionType.Degraded)
                        .filter(condition -> Reason.AllPodsReady.name().equals(condition.getReason()))
                        .isPresent();
        if (degraded) {
            told.isTrue(ConditionType.Degraded, Reason.UplinkBudgetSpent, saving.message());
        }
        List<Condition> merged = Stream.concat(
                        others.stream()
                                .filter(condition -> !OURS.contains(condition.getType())
                                        && !(degraded
                                                && ConditionType.Degraded.name().equals(condition.getType()))),
                        told.merged().stream())
                .sorted(Comparator.comparing(condition -> ConditionType.valueOf(condition.getType())))
                .toList();
        return status.with(merged, status.quota());
    }
}

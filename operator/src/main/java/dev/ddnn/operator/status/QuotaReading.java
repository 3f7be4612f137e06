package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.plan.quota.Admission;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the status of a DDNN says of quotas: its ask, and the condition of it. Without a quota, nothing. */
public final class QuotaReading {
    private QuotaReading() {}

    /**
     * The status with it.
     *
     * @param before as last written; absent: never
     */
    public static DDNNStatus onto(
            DDNNStatus status, @Nullable DDNNStatus before, Admission admission, long generation, Instant now) {
        var told = new Conditions(before == null ? null : before.conditions(), generation, now);
        switch (admission.state()) {
            case Free -> {}
            case Reserved -> told.isTrue(ConditionType.QuotaReserved, Reason.Reserved, admission.message());
            case Pending -> told.isFalse(ConditionType.QuotaReserved, Reason.QuotaPending, admission.message());
            case Exceeded -> told.isFalse(ConditionType.QuotaReserved, Reason.QuotaExceeded, admission.message());
        }
        List<Condition> others = status.conditions() == null ? List.of() : status.conditions();
        return status.with(
                Stream.concat(
                                others.stream().filter(condition -> !ConditionType.QuotaReserved.name()
                                        .equals(condition.getType())),
                                told.merged().stream())
                        .sorted(Comparator.comparing(condition -> ConditionType.valueOf(condition.getType())))
                        .toList(),
                admission.ask());
    }
}

package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.operator.observe.QuotaObserver;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import dev.ddnn.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;

/** Whether a DDNN knows how the budget of bytes of a quota stands, so that it need not be looked at for it. */
final class BudgetNews {
    private BudgetNews() {}

    static boolean isKnown(DDNNQuota quota, DDNN ddnn) {
        var uplink = QuotaObserver.uplink(quota);
        Optional<Condition> told = ddnn.getStatus() == null
                ? Optional.empty()
                : Conditions.find(ddnn.getStatus().conditions(), ConditionType.WithinBudget);
        if (uplink == null) {
            return true;
        }
        boolean toldSpent = told.filter(condition -> !Reason.WithinBudget.name().equals(condition.getReason()))
                .isPresent();
        return told.isPresent() && toldSpent == (uplink.spentUntil() != null);
    }
}

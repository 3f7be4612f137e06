package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.operator.plan.budget.Metered;
import dev.ddnn.operator.plan.budget.Metered.Account;
import dev.ddnn.operator.plan.budget.Standing;
import dev.ddnn.operator.status.BudgetStatusAssembler;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the bills of a quota's namespace come to, and how its budgets stand to it.
 *
 * @param anyUse whether any bill has counted anything
 */
record BudgetFigures(boolean anyUse, Metered metered, Standing standing) {
    /** @param bills those of other namespaces are left out */
    static BudgetFigures of(DDNNQuota quota, List<DDNNUsage> bills, Instant now) {
        String namespace = quota.getMetadata().getNamespace();
        List<Account> accounts = bills.stream()
                .filter(bill -> namespace.equals(bill.getMetadata().getNamespace()))
                .map(bill -> new Account(String.valueOf(bill.getSpec().ddnn()), UsageObjects.page(bill)))
                .filter(account -> account.page().usage() != null)
                .toList();
        var metered = Metered.of(accounts, now);
        return new BudgetFigures(
                !accounts.isEmpty(), metered, Standing.of(quota.getSpec().budgets(), metered));
    }

    /**
     * The quota with figures, if it has budgets: those that a round has written or, where there are none, as in a quota that is new, those
     * that the bills come to now. So it lets nobody in before it is known what is used.
     *
     * @param bills of its namespace; asked for only where they are needed
     */
    static DDNNQuota begun(DDNNQuota quota, Supplier<List<DDNNUsage>> bills, Instant now) {
        var budgets = quota.getSpec().budgets();
        var status = quota.getStatus();
        if (budgets == null
                || Standing.read(budgets, status == null ? null : status.metered())
                        .isPresent()) {
            return quota;
        }
        var found = of(quota, bills.get(), now);
        var begun = new DDNNQuota();
        begun.setMetadata(quota.getMetadata());
        begun.setSpec(quota.getSpec());
        begun.setStatus(BudgetStatusAssembler.begun(
                status, found.standing(), found.metered().users()));
        return begun;
    }

    /** The status with them. */
    DDNNQuotaStatus onto(DDNNQuotaStatus status, long generation, Instant now) {
        return BudgetStatusAssembler.onto(status, standing, metered.users(), generation, now);
    }
}

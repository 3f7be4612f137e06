package dev.ddnn.operator.plan.quota;

import dev.ddnn.api.v1alpha1.QuotaReservation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the next page of a ledger follows from, read at one moment.
 *
 * @param limits what is not in the map is not limited
 * @param reservations as they stand
 * @param used the sum that stands with them; absent: nothing was written yet
 * @param debtors every DDNN of the namespace
 * @param lingering names of DDNNs that are gone, and something that makes pods, or a pod, is still there
 * @param closed why nobody who has nothing gets in, whatever room there is; absent: nothing keeps them out
 */
public record Books(
        Map<QuotaResource, BigDecimal> limits,
        List<QuotaReservation> reservations,
        @Nullable Capacity used,
        List<Debtor> debtors,
        Set<String> lingering,
        @Nullable String closed) {
    /** Books of a quota that lets in whom it has room for. */
    public Books(
            Map<QuotaResource, BigDecimal> limits,
            List<QuotaReservation> reservations,
            @Nullable Capacity used,
            List<Debtor> debtors,
            Set<String> lingering) {
        this(limits, reservations, used, debtors, lingering, null);
    }

    public Books {
        limits = Map.copyOf(limits);
        reservations = List.copyOf(reservations);
        debtors = List.copyOf(debtors);
        lingering = Set.copyOf(lingering);
    }
}

package dev.ddnn.operator.plan.quota;

import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.api.v1alpha1.QuotaWait;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What a ledger says.
 *
 * @param limits that it was kept by
 * @param reservations by name
 * @param waiting in the order of the queue
 * @param used the sum of the reservations
 * @param unsettled something is held that nobody needs any more, or another quota is to answer first: it is worth looking again soon
 * @param repairs what somebody else has written or lost, a sentence each
 * @param counted what DDNNs have grown by without asking, a sentence each: Kubernetes makes pods by itself, too
 */
public record Page(
        Map<QuotaResource, BigDecimal> limits,
        List<QuotaReservation> reservations,
        List<QuotaWait> waiting,
        Capacity used,
        boolean unsettled,
        List<String> repairs,
        List<String> counted) {
    public Page {
        limits = Map.copyOf(limits);
        reservations = List.copyOf(reservations);
        waiting = List.copyOf(waiting);
        repairs = List.copyOf(repairs);
        counted = List.copyOf(counted);
    }
}

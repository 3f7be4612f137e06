package dev.ddnn.operator.plan.quota;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.api.v1alpha1.QuotaWait;
import dev.ddnn.operator.plan.budget.UplinkWord;
import org.jspecify.annotations.Nullable;

/**
 * What a quota says of one DDNN.
 *
 * @param quota its name
 * @param reservation absent: none
 * @param waiting absent: it does not wait, or was not seen yet
 * @param uplink of its budget of bytes; absent: it has none, or nothing was metered yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuotaWord(
        String quota,
        @Nullable QuotaReservation reservation,
        @Nullable QuotaWait waiting,
        @Nullable UplinkWord uplink) {
    /** Of a quota without a budget of bytes. */
    public QuotaWord(String quota, @Nullable QuotaReservation reservation, @Nullable QuotaWait waiting) {
        this(quota, reservation, waiting, null);
    }

    boolean hasReserved(int ask, Capacity needed) {
        return reservation != null
                && Integer.valueOf(ask).equals(reservation.ask())
                && Capacity.read(reservation.amounts()).covers(needed);
    }

    boolean refuses(int ask) {
        return waiting != null && Integer.valueOf(ask).equals(waiting.ask());
    }
}

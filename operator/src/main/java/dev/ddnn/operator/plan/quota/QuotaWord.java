package dev.ddnn.operator.plan.quota;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.api.v1alpha1.QuotaWait;
import org.jspecify.annotations.Nullable;

/**
 * What a quota says of one DDNN.
 *
 * @param quota its name
 * @param reservation absent: none
 * @param waiting absent: it does not wait, or was not seen yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuotaWord(
        String quota,
        @Nullable QuotaReservation reservation,
        @Nullable QuotaWait waiting) {
    boolean hasReserved(int ask, Capacity needed) {
        return reservation != null
                && Integer.valueOf(ask).equals(reservation.ask())
                && Capacity.read(reservation.amounts()).covers(needed);
    }

    boolean refuses(int ask) {
        return waiting != null && Integer.valueOf(ask).equals(waiting.ask());
    }
}

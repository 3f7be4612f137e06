package dev.ddnn.operator.plan.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.QuotaAsk;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.quota.Admission.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final QuotaAsk STORED = new QuotaAsk(2, 1L, pods(2).written(), NOW.toString(), pods(1).written());

    @Test
    void whatOfAnAskIsForOldPodsIsWordsAndNoOtherAsk() {
        // When: as much is needed as before, and now for new pods alone
        Admission admission = Admission.of(observed(null), pods(2), Capacity.NONE, NOW.plusSeconds(9));

        // Then
        assertThat(admission.ask()).isEqualTo(new QuotaAsk(2, 1L, pods(2).written(), NOW.toString()));
        assertThat(admission.state()).isEqualTo(State.Pending);
    }

    @Test
    void whatIsReservedStaysAsItWasAskedFor() {
        // Given
        var reserved = new QuotaReservation("uid", "digits", 1L, 2, pods(2).written(), null);

        // When: the old pods have gone, or are known no more
        Admission admission = Admission.of(observed(reserved), pods(2), Capacity.NONE, NOW.plusSeconds(9));

        // Then
        assertThat(admission.ask()).isEqualTo(STORED);
        assertThat(admission.state()).isEqualTo(State.Reserved);
    }

    @Test
    void anotherAmountIsAnotherAsk() {
        // When
        Admission admission = Admission.of(observed(null), pods(3), pods(2), NOW.plusSeconds(9));

        // Then
        assertThat(admission.ask())
                .isEqualTo(new QuotaAsk(
                        3, 1L, pods(3).written(), NOW.plusSeconds(9).toString(), pods(2).written()));
        assertThat(admission.state()).isEqualTo(State.Pending);
    }

    private static Observed observed(@Nullable QuotaReservation reservation) {
        return new Observed(
                new Identity("city", "digits", "uid", 1),
                new DDNNStatus(1L, null, null, null, null, null).with(List.of(), STORED),
                List.of(),
                CutResponse.fetching("on its way"),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(new QuotaWord("team", reservation, null)));
    }

    private static Capacity pods(int count) {
        return Capacity.pods(Tier.Cloud, count, Map.of());
    }
}

package dev.ddnn.operator.plan.quota;

import static dev.ddnn.operator.plan.quota.Debtors.LIMITS;
import static dev.ddnn.operator.plan.quota.Debtors.NOW;
import static dev.ddnn.operator.plan.quota.Debtors.debtor;
import static dev.ddnn.operator.plan.quota.Debtors.next;
import static dev.ddnn.operator.plan.quota.Debtors.pods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.api.v1alpha1.QuotaWait;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is there and was not reserved, or was reserved by somebody else. */
class LedgerRepairTest {
    @Test
    void whatWasThereBeforeTheQuotaIsWrittenDownAboveTheLimit() {
        // Given
        var large = debtor("large", 1, 12, pods(12));

        // When
        Page page = next(List.of(large, debtor("late", 2, 1, Capacity.NONE)), List.of());

        // Then
        assertThat(page.reservations()).extracting(QuotaReservation::ddnn).containsExactly("large");
        assertThat(page.reservations().get(0).ask()).isEqualTo(1);
        assertThat(page.used().of(QuotaResource.EDGE_PODS)).isEqualByComparingTo("12");
        assertThat(page.waiting()).extracting(QuotaWait::ddnn).containsExactly("late");
        assertThat(page.repairs()).isEmpty();
    }

    @Test
    void whatSomebodyElseHasWrittenIsPutRight() {
        // Given
        var one = debtor("one", 1, 2, pods(2));
        Page before = next(List.of(one), List.of());
        var forged = new QuotaReservation("nobody", "nobody", 1L, 1, pods(8).written(), "");

        // When
        Page page = Ledger.next(new Books(LIMITS, List.of(forged), before.used(), List.of(one), Set.of()), NOW);

        // Then
        assertThat(page.reservations()).isEqualTo(before.reservations());
        assertThat(page.repairs()).hasSize(2);
        assertThat(page.repairs().get(0)).contains("pods.edge 8").contains("somebody else has written here");
        assertThat(page.repairs().get(1)).isEqualTo("DDNN 'one' has ddnns 1, pods.edge 2 that was not reserved");
    }

    @Test
    void whatSomebodyScalesIsCountedAndIsNoFault() {
        // Given
        var one = debtor("one", 1, 2, pods(2));
        Page before = next(List.of(one), List.of());

        // When
        Page page = next(List.of(debtor("one", 1, 2, pods(3))), before.reservations());

        // Then
        assertThat(page.used().of(QuotaResource.EDGE_PODS)).isEqualByComparingTo("3");
        assertThat(page.repairs()).isEmpty();
        assertThat(page.counted())
                .containsExactly("DDNN 'one' has pods.edge 1 more than was reserved"
                        + " (somebody has scaled it, say, or a node has joined its pool): counted now");
        assertThat(next(List.of(debtor("one", 1, 2, pods(3))), page.reservations())
                        .counted())
                .isEmpty();
    }

    @Test
    void aReservationThatSomebodyElseLowersIsPutRightAndNoGrowth() {
        // Given
        var one = debtor("one", 1, 2, pods(2));
        Page before = next(List.of(one), List.of());
        var lowered = new QuotaReservation(one.uid(), one.name(), 1L, 1, pods(1).written(), "");

        // When
        Page page = Ledger.next(new Books(LIMITS, List.of(lowered), before.used(), List.of(one), Set.of()), NOW);

        // Then
        assertThat(page.used()).isEqualTo(before.used());
        assertThat(page.counted()).isEmpty();
        assertThat(page.repairs()).hasSize(2);
        assertThat(page.repairs().get(1)).isEqualTo("DDNN 'one' has ddnns 1, pods.edge 1 that was not reserved");
    }

    @Test
    void whoIsLetInBySomebodyElseIsNot() {
        // Given: ten serve where ten may, and somebody writes a reservation for the one that waits
        var ten = debtor("ten", 1, 10, pods(10));
        var waits = debtor("waits", 2, 1, Capacity.NONE);
        Page before = next(List.of(ten, waits), List.of());
        var forged = new ArrayList<>(before.reservations());
        forged.add(new QuotaReservation(
                waits.uid(), waits.name(), 1L, 1, waits.needed().written(), NOW.toString()));

        // When
        Page page = Ledger.next(new Books(LIMITS, forged, before.used(), List.of(ten, waits), Set.of()), NOW);

        // Then
        assertThat(page.reservations()).isEqualTo(before.reservations());
        assertThat(page.waiting()).extracting(QuotaWait::ddnn).containsExactly("waits");
        assertThat(page.repairs()).singleElement().asString().contains("somebody else has written here");
    }

    @Test
    void aReservationThatStandsBeforeTheFirstPageIsSomebodyElses() {
        // Given: ten serve where ten may, and the quota has said nothing yet
        var ten = debtor("ten", 1, 10, pods(10));
        var waits = debtor("waits", 2, 1, Capacity.NONE);
        var forged = new QuotaReservation(
                waits.uid(), waits.name(), 1L, 1, waits.needed().written(), NOW.toString());

        // When
        Page page = Ledger.next(new Books(LIMITS, List.of(forged), null, List.of(ten, waits), Set.of()), NOW);

        // Then
        assertThat(page.reservations()).extracting(QuotaReservation::ddnn).containsExactly("ten");
        assertThat(page.repairs()).singleElement().asString().contains("somebody else has written here");
    }

    @Test
    void whatWasReservedAndIsNotThereYetIsReservedAgainAfterARepair() {
        // Given
        var growing = debtor("growing", 1, 4, pods(2));
        var late = debtor("late", 2, 7, Capacity.NONE);
        Page before = next(List.of(growing, late), List.of());

        // When
        Page page = Ledger.next(
                new Books(LIMITS, before.reservations(), Capacity.NONE, List.of(growing, late), Set.of()), NOW);

        // Then
        assertThat(page.reservations()).isEqualTo(before.reservations());
        assertThat(page.repairs()).hasSize(1);
    }
}

package dev.ddnn.operator.plan.quota;

import static dev.ddnn.operator.plan.quota.Debtors.LIMITS;
import static dev.ddnn.operator.plan.quota.Debtors.NOW;
import static dev.ddnn.operator.plan.quota.Debtors.again;
import static dev.ddnn.operator.plan.quota.Debtors.ask;
import static dev.ddnn.operator.plan.quota.Debtors.debtor;
import static dev.ddnn.operator.plan.quota.Debtors.next;
import static dev.ddnn.operator.plan.quota.Debtors.pods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.api.v1alpha1.QuotaWait;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who gets in, and in which order. */
class LedgerTest {
    @Test
    void nothingIsReservedBeyondALimitWhateverHappens() {
        for (int seed = 0; seed < 150; seed++) {
            // Given
            var namespace = new PlayedNamespace(seed, 8);

            // When
            for (int i = 0; i < 200; i++) {
                namespace.step();
            }

            // Then
            assertThat(namespace.problems).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void ofManyThatAskAtOnceTheFirstOnesGetIn() {
        // Given
        List<Debtor> debtors = new ArrayList<>(IntStream.range(0, 64)
                .mapToObj(i -> debtor("d" + (99 - i), i, 1, Capacity.NONE))
                .toList());

        // When
        Page page = next(debtors, List.of());

        // Then
        assertThat(page.reservations())
                .extracting(QuotaReservation::ddnn)
                .containsExactlyInAnyOrder("d99", "d98", "d97", "d96", "d95", "d94", "d93", "d92", "d91", "d90");
        assertThat(page.waiting())
                .extracting(QuotaWait::ddnn)
                .startsWith("d89", "d88")
                .hasSize(54);
        assertThat(page.waiting().get(1).message())
                .isEqualTo(
                        "ddnns: 1 more needed, 10 of 10 used and 1 kept for those before it;"
                                + " pods.edge: 1 more needed, 10 of 10 used and 1 kept for those before it; number 2 in the queue");
    }

    @Test
    void whoNeedsMuchIsNotPassedByThoseWhoNeedLittle() {
        // Given: 4 of 10 are left, and the first in the queue needs 6
        var here = debtor("here", 0, 6, Capacity.NONE);
        Page before = next(List.of(here), List.of());

        // When
        Page page = next(
                List.of(here, debtor("large", 1, 6, Capacity.NONE), debtor("small", 2, 1, Capacity.NONE)),
                before.reservations());

        // Then
        assertThat(page.reservations()).extracting(QuotaReservation::ddnn).containsExactly("here");
        assertThat(page.waiting()).extracting(QuotaWait::position).containsExactly(1, 2);
    }

    @Test
    void whoHasAPlaceIsNotKeptFromRoomByThoseWhoWaitForOne() {
        // Given: both places are taken, and 2 of 4 pods
        Map<QuotaResource, BigDecimal> two =
                Map.of(QuotaResource.DDNNS, BigDecimal.valueOf(2), QuotaResource.EDGE_PODS, BigDecimal.valueOf(4));
        var serves = debtor("serves", 0, 1, Capacity.NONE);
        var broken = debtor("broken", 1, 1, Capacity.NONE);
        Page before = Ledger.next(new Books(two, List.of(), null, List.of(serves, broken), Set.of()), NOW);
        var waiting = List.of(debtor("extra", 2, 2, Capacity.NONE), debtor("huge", 3, 4, Capacity.NONE));

        // When: those come, and the one that is broken is mended by a spec that needs a pod more
        Page page = Ledger.next(
                new Books(
                        two,
                        before.reservations(),
                        before.used(),
                        List.of(serves, again(broken, 9, 2), waiting.get(0), waiting.get(1)),
                        Set.of()),
                NOW);

        // Then
        assertThat(page.waiting()).extracting(QuotaWait::ddnn).containsExactly("extra", "huge");
        assertThat(page.used().of(QuotaResource.EDGE_PODS)).isEqualByComparingTo("3");
    }

    @Test
    void whoHasAPlaceAndAsksForMoreWaitsBehindThoseWhoLackNoPlace() {
        // Given: 8 of 10 pods are used, and the first in the queue needs 3
        var one = debtor("one", 0, 8, Capacity.NONE);
        Page before = next(List.of(one), List.of());

        // When
        Page page = next(List.of(again(one, 2, 9), debtor("three", 1, 3, Capacity.NONE)), before.reservations());

        // Then
        assertThat(page.waiting()).extracting(QuotaWait::ddnn).containsExactly("three", "one");
        assertThat(page.waiting().get(1).message())
                .isEqualTo(
                        "pods.edge: 1 more needed, 8 of 10 used and 3 kept for those before it; number 2 in the queue");
    }

    @Test
    void anAskIsNotAnsweredBeforeTheQuotasThatComeFirst() {
        // Given
        var early = new Debtor(
                "u", "d", false, ask(1, 1, 1), false, Capacity.NONE, Capacity.NONE, Capacity.NONE, Capacity.NONE);

        // When
        Page page = next(List.of(early), List.of());

        // Then
        assertThat(page.reservations()).isEmpty();
        assertThat(page.unsettled()).isTrue();
    }

    @Test
    void theSameNameAgainIsAnotherDebtorAndTheOldPodsCountUntilTheyAreGone() {
        // Given
        Page before = next(List.of(debtor("d", 1, 8, pods(8))), List.of());
        var again = new Debtor(
                "other", "d", false, ask(1, 2, 4), true, Capacity.NONE, Capacity.NONE, pods(8), Capacity.NONE);

        // When
        Page page =
                Ledger.next(new Books(LIMITS, before.reservations(), before.used(), List.of(again), Set.of("d")), NOW);
        Page later = Ledger.next(new Books(LIMITS, page.reservations(), page.used(), List.of(again), Set.of()), NOW);

        // Then
        assertThat(page.reservations()).extracting(QuotaReservation::uid).containsExactly("d-uid");
        assertThat(page.waiting()).extracting(QuotaWait::uid).containsExactly("other");
        assertThat(later.reservations()).extracting(QuotaReservation::uid).containsExactly("other");
        assertThat(later.waiting()).isEmpty();
    }

    @Test
    void whileTheQuotaIsClosedOnlyThoseThatAreInGetMore() {
        // Given
        var here = debtor("here", 0, 6, Capacity.NONE);
        Page before = next(List.of(here), List.of());
        var more = again(here, 9, 7);
        var debtors = List.of(debtor("late", 1, 2, Capacity.NONE), more);

        // When
        Page closed = Ledger.next(
                new Books(LIMITS, before.reservations(), before.used(), debtors, Set.of(), "cost: used up"), NOW);

        // Then
        assertThat(closed.reservations())
                .singleElement()
                .extracting(QuotaReservation::ask)
                .isEqualTo(2);
        assertThat(closed.waiting())
                .singleElement()
                .extracting(QuotaWait::message)
                .isEqualTo("cost: used up; number 1 in the queue");
        assertThat(next(debtors, closed.reservations()).waiting()).isEmpty();
    }
}

package dev.ddnn.operator.plan.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.QuotaAsk;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.api.v1alpha1.QuotaWait;
import dev.ddnn.api.v1alpha1.Tier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Map<QuotaResource, BigDecimal> limits =
            Map.of(QuotaResource.DDNNS, BigDecimal.TEN, QuotaResource.EDGE_PODS, BigDecimal.TEN);

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
    void whoCanNeverFitKeepsNobodyWaiting() {
        // Given / When
        Page page =
                next(List.of(debtor("huge", 1, 11, Capacity.NONE), debtor("small", 2, 1, Capacity.NONE)), List.of());

        // Then
        assertThat(page.reservations()).extracting(QuotaReservation::ddnn).containsExactly("small");
        assertThat(page.waiting().get(0).position()).isNull();
        assertThat(page.waiting().get(0).message())
                .isEqualTo(
                        "it needs pods.edge 11, and the limit is 10: it can never fit. Raise the limit, or ask for less");
    }

    @Test
    void whoIsToReplaceItsPodsIsTold() {
        // Given: ten old pods serve, and as many new ones are to come beside them
        var ten = debtor("ten", 1, 10, pods(10));
        List<QuotaReservation> before = next(List.of(ten), List.of()).reservations();

        // When
        Page page = next(List.of(replacing(ten, 20, 10)), before);

        // Then
        assertThat(page.waiting().get(0).message())
                .isEqualTo("it needs pods.edge 20, old and new pods together until the old ones are gone,"
                        + " and the limit is 10: it can never fit. Raise the limit, if only for that time");
        assertThat(next(List.of(again(ten, 1, 20)), before).waiting().get(0).message())
                .isEqualTo(
                        "it needs pods.edge 20, and the limit is 10: it can never fit. Raise the limit, or ask for less");
        assertThat(next(List.of(replacing(ten, 21, 10)), before)
                        .waiting()
                        .get(0)
                        .message())
                .endsWith("Raise the limit, or ask for less");
    }

    @Test
    void whoWaitsForRoomToReplaceItsPodsIsTold() {
        // Given
        var one = debtor("one", 1, 1, pods(1));
        var others = debtor("others", 1, 9, pods(9));
        Page before = next(List.of(one, others), List.of());

        // When
        Page page = next(List.of(replacing(one, 2, 1), others), before.reservations());

        // Then
        assertThat(page.waiting().get(0).message())
                .isEqualTo("pods.edge: 1 more needed, old and new pods together until the old ones are gone,"
                        + " 10 of 10 used; number 1 in the queue");
    }

    @Test
    void whatIsUsedAboveTheLimitIsToldSo() {
        // Given / When
        Page page = next(List.of(debtor("large", 1, 12, pods(12)), debtor("late", 2, 1, Capacity.NONE)), List.of());

        // Then
        assertThat(page.waiting().get(0).message())
                .isEqualTo("pods.edge: 1 more needed, 12 used, above the limit of 10; number 1 in the queue");
    }

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
        Page page = Ledger.next(new Books(limits, List.of(forged), before.used(), List.of(one), Set.of()), NOW);

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
        Page page = Ledger.next(new Books(limits, List.of(lowered), before.used(), List.of(one), Set.of()), NOW);

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
        Page page = Ledger.next(new Books(limits, forged, before.used(), List.of(ten, waits), Set.of()), NOW);

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
        Page page = Ledger.next(new Books(limits, List.of(forged), null, List.of(ten, waits), Set.of()), NOW);

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
                new Books(limits, before.reservations(), Capacity.NONE, List.of(growing, late), Set.of()), NOW);

        // Then
        assertThat(page.reservations()).isEqualTo(before.reservations());
        assertThat(page.repairs()).hasSize(1);
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
                Ledger.next(new Books(limits, before.reservations(), before.used(), List.of(again), Set.of("d")), NOW);
        Page later = Ledger.next(new Books(limits, page.reservations(), page.used(), List.of(again), Set.of()), NOW);

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
                new Books(limits, before.reservations(), before.used(), debtors, Set.of(), "cost: used up"), NOW);

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

    private Page next(List<Debtor> debtors, List<QuotaReservation> before) {
        @Nullable
        Capacity used = before.isEmpty()
                ? null
                : Capacity.sum(before.stream()
                        .map(entry -> Capacity.read(entry.amounts()))
                        .toList());
        return Ledger.next(new Books(limits, before, used, debtors, Set.of()), NOW);
    }

    private static Debtor debtor(String name, int second, int pods, Capacity there) {
        return debtor(name, ask(1, second, pods), there);
    }

    /** It asks anew. */
    private static Debtor again(Debtor one, int second, int pods) {
        return debtor(one.name(), ask(2, second, pods), Capacity.NONE);
    }

    /** It asks anew for old and new pods together. */
    private static Debtor replacing(Debtor one, int pods, int old) {
        QuotaAsk ask = ask(2, 9, pods);
        return debtor(
                one.name(),
                new QuotaAsk(
                        ask.ask(),
                        ask.ddnnGeneration(),
                        ask.needed(),
                        ask.since(),
                        pods(old).written()),
                one.pods());
    }

    private static Debtor debtor(String name, QuotaAsk ask, Capacity there) {
        Capacity claims = there.isNone() ? there : there.max(Capacity.oneDDNN());
        return new Debtor(name + "-uid", name, false, ask, true, claims, there, Capacity.NONE, Capacity.NONE);
    }

    private static QuotaAsk ask(int number, int second, int pods) {
        return new QuotaAsk(
                number,
                (long) number,
                Capacity.oneDDNN().plus(pods(pods)).written(),
                NOW.plusSeconds(second).toString());
    }

    private static Capacity pods(int count) {
        return Capacity.pods(Tier.Edge, count, Map.of());
    }
}

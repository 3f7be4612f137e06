package dev.ddnn.operator.plan.quota;

import static dev.ddnn.operator.plan.quota.Debtors.again;
import static dev.ddnn.operator.plan.quota.Debtors.debtor;
import static dev.ddnn.operator.plan.quota.Debtors.next;
import static dev.ddnn.operator.plan.quota.Debtors.pods;
import static dev.ddnn.operator.plan.quota.Debtors.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.QuotaReservation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those are told that wait. */
class QueueWordsTest {
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
}

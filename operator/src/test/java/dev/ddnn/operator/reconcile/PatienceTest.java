package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience = new Patience();
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    /** Seconds of the pauses, each of which is waited for to its end. */
    private List<Long> pauses(int looks, Object found) {
        var pauses = new ArrayList<Long>();
        for (int i = 0; i < looks; i++) {
            Duration pause = patience.pause("quota", found, now);
            pauses.add(pause.toSeconds());
            now = now.plus(pause);
        }
        return pauses;
    }

    @Test
    void pausesGrowWhileNothingComesOfLooking() {
        assertThat(pauses(8, "a pod")).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void whatIsNewBeginsAnew() {
        // Given
        pauses(5, "two pods");

        // Then
        assertThat(pauses(3, "one pod")).containsExactly(1L, 2L, 4L);
    }

    @Test
    void whoIsWokenBeginsAnew() {
        // Given
        pauses(4, "a pod");
        patience.pause("quota", "a pod", now);

        // When
        now = now.plusSeconds(3);

        // Then
        assertThat(pauses(3, "a pod")).containsExactly(1L, 2L, 4L);
    }

    @Test
    void whoHasNothingToWaitForBeginsAnewNextTime() {
        // Given
        pauses(5, "a pod");

        // When
        patience.forget("quota");

        // Then
        assertThat(pauses(2, "a pod")).containsExactly(1L, 2L);
    }

    @Test
    void everybodyHasPatienceOfItsOwn() {
        // Given
        pauses(5, "a pod");

        // Then
        assertThat(patience.pause("another", "a pod", now)).isEqualTo(Patience.SHORTEST);
    }
}

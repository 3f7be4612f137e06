package dev.ddnn.operator.later;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RushTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long nanos = Long.MAX_VALUE - 5;
    private final Rush rush = new Rush(() -> nanos);

    @Test
    void fewNewStatusesAreNoRush() {
        // When
        note(Rush.CROWD - 1);

        // Then
        assertThat(rush.holdsUp(rush.in(MINUTE))).isEqualTo(NONE);
    }

    @Test
    void manyHoldUpWhatWaitsUntilThereWereFewForALull() {
        // Given
        long latest = rush.in(MINUTE);

        // When / Then
        note(Rush.CROWD);
        assertThat(rush.holdsUp(latest)).isEqualTo(Rush.LULL);
        pass(Duration.ofMillis(600));
        assertThat(rush.holdsUp(latest)).isEqualTo(Duration.ofMillis(400));
        note(1);
        assertThat(rush.holdsUp(latest)).isEqualTo(Duration.ofMillis(400));
        note(Rush.CROWD - 1);
        assertThat(rush.holdsUp(latest)).isEqualTo(Rush.LULL);
        pass(Rush.LULL);
        assertThat(rush.holdsUp(latest)).isEqualTo(NONE);
    }

    @Test
    void fewASecondAreNoRushHoweverLongItGoesOn() {
        // When
        for (int i = 0; i < 100; i++) {
            note(1);
            pass(Rush.LULL.dividedBy(Rush.CROWD - 1));
        }

        // Then
        assertThat(rush.holdsUp(rush.in(MINUTE))).isEqualTo(NONE);
    }

    @Test
    void aRushThatGoesOnHoldsNothingUpForEver() {
        // Given
        long latest = rush.in(Duration.ofSeconds(30));

        // When
        pass(Duration.ofMillis(29_970));
        note(Rush.CROWD);

        // Then
        assertThat(rush.holdsUp(latest)).isEqualTo(Duration.ofMillis(30));
        pass(Duration.ofMillis(30));
        assertThat(rush.holdsUp(latest)).isEqualTo(NONE);
        pass(Duration.ofHours(1));
        assertThat(rush.holdsUp(latest)).isEqualTo(NONE);
    }

    private void note(int statuses) {
        for (int i = 0; i < statuses; i++) {
            rush.note();
        }
    }

    /** Beyond the end of the clock, which begins anew then, as that of the JVM may. */
    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}

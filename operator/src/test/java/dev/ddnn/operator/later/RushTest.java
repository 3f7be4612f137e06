package dev.ddnn.operator.later;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RushTest {
    private static final Duration LULL = Duration.ofMillis(100);
    private static final Duration NONE = Duration.ZERO;

    private long nanos = Long.MAX_VALUE - 5;
    private final Rush rush = new Rush(() -> nanos);

    @Test
    void fewVisitsAreNoRush() {
        // Given
        long latest = rush.in(Duration.ofSeconds(30));

        // When
        begin(Rush.CROWD - 1);

        // Then
        assertThat(rush.holdsUp(LULL, latest)).isEqualTo(NONE);
        rush.end();
        assertThat(rush.holdsUp(LULL, latest)).isEqualTo(NONE);
    }

    @Test
    void manyAtOnceHoldUpWhatWaitsUntilTheyHaveBeenOverForALull() {
        // Given
        long latest = rush.in(Duration.ofSeconds(30));
        begin(Rush.CROWD);

        // When / Then
        pass(Duration.ofSeconds(10));
        assertThat(rush.holdsUp(LULL, latest)).isEqualTo(LULL);
        rush.end();
        assertThat(rush.holdsUp(LULL, latest)).isEqualTo(LULL);
        pass(Duration.ofMillis(60));
        assertThat(rush.holdsUp(LULL, latest)).isEqualTo(Duration.ofMillis(40));
        pass(Duration.ofMillis(40));
        assertThat(rush.holdsUp(LULL, latest)).isEqualTo(NONE);
    }

    @Test
    void aRushThatGoesOnHoldsNothingUpForEver() {
        // Given
        long latest = rush.in(Duration.ofSeconds(30));
        begin(Rush.CROWD);

        // When / Then
        pass(Duration.ofMillis(29_970));
        assertThat(rush.holdsUp(LULL, latest)).isEqualTo(Duration.ofMillis(30));
        pass(Duration.ofMillis(30));
        assertThat(rush.holdsUp(LULL, latest)).isEqualTo(NONE);
        pass(Duration.ofDays(1));
        assertThat(rush.holdsUp(LULL, latest)).isEqualTo(NONE);
    }

    @Test
    void aRushOfLongAgoIsForgotten() {
        // Given
        begin(Rush.CROWD);
        rush.end();
        rush.end();

        // When
        pass(Duration.ofHours(1));

        // Then
        assertThat(rush.holdsUp(LULL, rush.in(Duration.ofSeconds(30)))).isEqualTo(NONE);
    }

    private void begin(int visits) {
        for (int i = 0; i < visits; i++) {
            rush.begin();
        }
    }

    /** Beyond the end of the clock, which begins anew then, as that of the JVM may. */
    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}

package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class UnlimitedTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Unlimited unlimited = new Unlimited(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void whatWasReadIsBelievedForAMoment() {
        // Given
        assertThat(unlimited.isKnown("city")).isFalse();

        // When
        unlimited.note("city");

        // Then
        now = now.plus(Unlimited.MOMENT).minusMillis(1);
        assertThat(unlimited.isKnown("city")).isTrue();
        assertThat(unlimited.isKnown("harbour")).isFalse();
        now = now.plusMillis(1);
        assertThat(unlimited.isKnown("city")).isFalse();
    }

    @Test
    void aClockThatIsPutBackDoesNotMakeTheMomentLonger() {
        // Given
        unlimited.note("city");

        // When
        now = now.minus(Duration.ofHours(1));

        // Then
        assertThat(unlimited.isKnown("city")).isFalse();
    }
}

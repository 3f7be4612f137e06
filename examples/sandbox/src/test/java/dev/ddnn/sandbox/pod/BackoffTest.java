package dev.ddnn.sandbox.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant START = Instant.EPOCH;

    @Test
    void growsFromAtOnceToFiveMinutes() {
        // Given
        Backoff backoff = new Backoff();

        // When
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waits.add(backoff.afterExit(START, START.plusSeconds(1)).toSeconds());
        }

        // Then
        assertThat(waits).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void isForgottenAfterALongRun() {
        // Given
        Backoff backoff = new Backoff();
        backoff.afterExit(START, START.plusSeconds(1));

        // When
        Duration wait = backoff.afterExit(START, START.plusSeconds(600));

        // Then
        assertThat(wait).isZero();
    }
}

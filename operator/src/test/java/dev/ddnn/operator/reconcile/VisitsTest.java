package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.operator.later.Rush;
import dev.ddnn.operator.testing.DDNNs;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<DDNN> present = new ArrayList<>();
    private final Visits visits = new Visits(new Rush());

    @Test
    void aDdnnThatNobodyVisitsFailsLiveness() {
        // Given
        DDNN digits = DDNNs.ddnn("city", "digits", null);
        digits.getMetadata().setUid("uid");
        present.add(digits);
        visits.watch(new ListCache());
        visits.note(digits, START);

        // When
        Instant late = START.plus(Visits.SILENCE).plusSeconds(1);

        // Then
        assertThat(live(late.minusSeconds(2))).isEqualTo(Status.UP);
        assertThat(live(late)).isEqualTo(Status.DOWN);
        assertThat(visits.forgotten(late)).containsExactly("city/digits");
        visits.note(digits, late);
        assertThat(live(late)).isEqualTo(Status.UP);
    }

    @Test
    void theMoreThereAreTheLessOftenEachIsLookedAt() {
        // Given
        visits.watch(new ListCache());

        // When / Then
        assertThat(calmWith(1)).isEqualTo(StatusPatch.CALM);
        assertThat(calmWith(50)).isEqualTo(StatusPatch.CALM);
        assertThat(calmWith(200)).isEqualTo(Duration.ofSeconds(20));
        assertThat(calmWith(5000)).isEqualTo(Duration.ofMinutes(1));
    }

    private Duration calmWith(int ddnns) {
        present.clear();
        for (int i = 0; i < ddnns; i++) {
            present.add(DDNNs.ddnn("city", "digits-" + i, null));
        }
        return visits.calm();
    }

    @Test
    void aNewDdnnIsGivenItsTimeAndADeletedOneIsNotMissed() {
        // Given
        DDNN digits = DDNNs.ddnn("city", "digits", null);
        digits.getMetadata().setUid("uid");
        visits.watch(new ListCache());
        present.add(digits);

        // When
        List<String> first = visits.forgotten(START);
        present.clear();

        // Then
        assertThat(first).isEmpty();
        assertThat(visits.forgotten(START.plus(Visits.SILENCE).plusSeconds(60))).isEmpty();
    }

    private Status live(Instant now) {
        return new ForgottenWatchdog(visits, Leadership.alone(), Clock.fixed(now, ZoneOffset.UTC))
                .call()
                .getStatus();
    }

    private final class ListCache implements Cache<DDNN> {
        @Override
        public Optional<DDNN> get(ResourceID id) {
            return Optional.empty();
        }

        @Override
        public Stream<ResourceID> keys() {
            return present.stream().map(ResourceID::fromResource);
        }

        @Override
        public Stream<DDNN> list(Predicate<DDNN> predicate) {
            return present.stream().filter(predicate);
        }
    }
}

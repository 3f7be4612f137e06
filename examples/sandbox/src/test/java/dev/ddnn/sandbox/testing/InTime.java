package dev.ddnn.sandbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.story.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Whether answers keep the deadline while a section that would have given them cannot be reached. A busy machine is late with some of
 * them; a section that waits too long for the one above it is late with each.
 */
public final class InTime {
    private static final Duration LITTLE = Duration.ofSeconds(1);

    private InTime() {}

    /** All have an answer, and some of them a degraded one, which comes when the deadline does. */
    public static void areAnswered(List<Outcome> outcomes, Duration deadline) {
        assertThat(outcomes)
                .allSatisfy(o -> assertThat(Duration.ofNanos(o.nanos())).isLessThan(deadline.multipliedBy(2)));
        List<Duration> degraded = outcomes.stream()
                .filter(o -> Objects.requireNonNull(o.verdict(), o::refused).degraded())
                .map(o -> Duration.ofNanos(o.nanos()))
                .sorted()
                .toList();
        assertThat(degraded).isNotEmpty();
        assertThat(degraded.get(degraded.size() / 2))
                .as("the median of those that are degraded")
                .isLessThan(deadline.plus(LITTLE));
    }
}

package dev.ddnn.benchmarks.cp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.benchmarks.cp.Contender.Lap;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void aMachineThatGetsSlowerIsSlowerForBoth() {
        // Given
        var rounds = new Rounds(List.of(lap(10)));

        // When: the same work takes 2 s more each time
        rounds.add(List.of(lap(18)), List.of(lap(14)));
        rounds.add(List.of(lap(24)), List.of(lap(18)));

        // Then
        assertThat(rounds.ratios(Lap::ready)).containsExactly(1.5, 1.5);
        assertThat(rounds.bareMillis(Lap::ready)).containsExactly(10_000L, 14_000L, 18_000L);
        assertThat(rounds.oursMillis(Lap::ready)).containsExactly(18_000L, 24_000L);
    }

    @Test
    void ofABlockTheMedianCounts() {
        // Given
        var rounds = new Rounds(List.of(lap(1), lap(2), lap(30)));

        // When
        rounds.add(List.of(lap(3), lap(90), lap(2)), List.of(lap(2), lap(2), lap(2)));

        // Then
        assertThat(rounds.ratios(Lap::ready)).containsExactly(1.5);
        assertThat(rounds.ratios(Lap::applied)).containsExactly(1.5);
    }

    private static Lap lap(double seconds) {
        return new Lap(seconds / 2, seconds);
    }
}

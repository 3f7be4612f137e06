package dev.ddnn.operator.plan.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeteringPropertyTest {
    private static final int HISTORIES = 400;
    private static final int MOVES = 400;

    @Test
    void eachCounterIsCountedOnceInWhateverHistory() {
        // Given
        int conflicts = 0;
        int months = 0;
        int bills = 0;
        int letGo = 0;

        // When, judged after each write
        for (long seed : LongStream.range(0, HISTORIES).toArray()) {
            var world = new PlayedMetering(seed);
            try {
                world.play(MOVES);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            conflicts += world.conflicts();
            months += world.months();
            bills += world.bills();
            letGo += world.letGo();
        }

        // Then: the histories had what they are about
        assertThat(conflicts).isGreaterThan(HISTORIES);
        assertThat(months).isGreaterThan(HISTORIES);
        assertThat(bills).isGreaterThan(10 * HISTORIES);
        assertThat(letGo).isGreaterThan(HISTORIES);
    }
}

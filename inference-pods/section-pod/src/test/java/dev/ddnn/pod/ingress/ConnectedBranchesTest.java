package dev.ddnn.pod.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.pod.testing.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectedBranchesTest {
    private static final Set<String> BOTH = Set.of("a", "b");

    private final ManualTimer timer = new ManualTimer();
    private final ConnectedBranches branches = new ConnectedBranches(timer);
    private final List<String> begun = new ArrayList<>();

    private void comes(String branch) {
        branches.opened(branch);
        branches.whenGathered(BOTH, () -> begun.add(branch));
    }

    @Test
    void sendersBeginTogether() {
        // Given
        comes("a");
        assertThat(begun).isEmpty();

        // When
        comes("b");

        // Then
        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void nobodyIsWaitedForLongerThanASecond() {
        // Given
        comes("a");

        // When
        timer.advance(Duration.ofSeconds(1));
        comes("a");

        // Then
        assertThat(begun).containsExactly("a", "a");
    }

    @Test
    void whoComesBackLaterBeginsAtOnce() {
        // Given
        comes("a");
        comes("b");
        branches.closed("b");

        // When
        comes("b");

        // Then
        assertThat(begun).containsExactly("a", "b", "b");
    }

    @Test
    void aBranchIsAbsentOnlyAWhileAfterTheFirstSenderFoundThePod() {
        // Given
        timer.advance(Duration.ofMinutes(1));
        comes("a");

        // When
        timer.advance(Duration.ofMillis(4999));
        boolean early = branches.absent("b");
        timer.advance(Duration.ofMillis(1));

        // Then
        assertThat(early).isFalse();
        assertThat(branches.absent("b")).isTrue();
        assertThat(branches.absent("a")).isFalse();
    }
}

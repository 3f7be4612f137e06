package dev.ddnn.pod.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.pod.testing.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a device's log says while every sample fails. */
class FailureLogTest {
    private static final Throwable WHY = new IllegalStateException("the section is broken");
    private final ManualTimer timer = new ManualTimer();
    private final List<String> lines = new ArrayList<>();
    private final FailureLog log = new FailureLog(timer, (what, why) -> lines.add(what + ": " + why.getMessage()));

    @Test
    void firstFailureIsToldAtOnce() {
        // When
        log.failed("sample 1 failed", WHY);

        // Then
        assertThat(lines).containsExactly("sample 1 failed: the section is broken");
    }

    @Test
    void failuresWithinASecondAreOneLineAndTheNextSaysHowManyThereWere() {
        // When
        for (int sample = 1; sample <= 1_000; sample++) {
            log.failed("sample " + sample + " failed", WHY);
        }
        timer.advance(Duration.ofSeconds(1));
        log.failed("sample 1001 failed", WHY);
        timer.advance(Duration.ofSeconds(1));
        log.failed("sample 1002 failed", WHY);

        // Then
        assertThat(lines)
                .containsExactly(
                        "sample 1 failed: the section is broken",
                        "sample 1001 failed; 999 others failed since the last such line: the section is broken",
                        "sample 1002 failed: the section is broken");
    }
}

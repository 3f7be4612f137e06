package dev.ddnn.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.trainer.train.TrainingProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong clock = new AtomicLong();

    @Test
    void writesOneLinePerEpochWhereNobodyWatches() {
        // Given
        ConsoleProgress progress = new ConsoleProgress(out, false, clock::get);
        clock.set(Duration.ofSeconds(61).toNanos());
        // When
        progress.step(new TrainingProgress.State(1, 2, 10, 40, 1.5, false));
        progress.step(new TrainingProgress.State(1, 2, 20, 40, 1.25, true));
        // Then
        assertThat(shown()).isEqualTo("epoch  1 of 2  loss 1.2500  1:01 spent, 1:01 left" + System.lineSeparator());
    }

    @Test
    void redrawsABarOnATerminal() {
        // Given
        ConsoleProgress progress = new ConsoleProgress(out, true, clock::get);
        // When
        progress.step(new TrainingProgress.State(1, 1, 9, 30, 1.5, false));
        progress.step(new TrainingProgress.State(1, 1, 10, 30, 1.5, false));
        progress.step(new TrainingProgress.State(1, 1, 30, 30, 1.5, true));
        // Then
        assertThat(shown())
                .isEqualTo("\r[##########....................] epoch  1 of 1  loss 1.5000  0:00 spent, 0:00 left"
                        + "\r[##############################] epoch  1 of 1  loss 1.5000  0:00 spent, 0:00 left"
                        + System.lineSeparator());
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

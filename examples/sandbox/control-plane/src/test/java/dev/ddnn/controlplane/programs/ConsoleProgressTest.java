package dev.ddnn.controlplane.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);

    @Test
    void aTerminalShowsABarThatGoesAway() {
        // When
        var progress = new ConsoleProgress(out, true);
        progress.progress("compiling", 1, 2);
        progress.say("done");

        // Then
        assertThat(shown()).isEqualTo("\r\u001b[K[###############...............] 50 % compiling 1/2\r\u001b[Kdone\n");
    }

    @Test
    void elsewhereOnlySentencesAreWritten() {
        // When
        var progress = new ConsoleProgress(out, false);
        progress.progress("compiling", 1, 2);
        progress.say("done");

        // Then
        assertThat(shown()).isEqualTo("done\n");
    }

    @Test
    void theBarNeverGoesBeyondItsEnd() {
        assertThat(ConsoleProgress.bar(0, 3)).isEqualTo("[..............................] 0 %");
        assertThat(ConsoleProgress.bar(9, 3)).isEqualTo("[##############################] 100 %");
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}

package dev.ddnn.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    @Test
    void numbersAreProgressAndAllElseIsKept() throws Exception {
        // Given
        List<Integer> heard = new ArrayList<>();
        ProgressLines lines = new ProgressLines(heard::add);

        // When
        lines.write("50\nException in thread\n10".getBytes(StandardCharsets.UTF_8));
        lines.write("0\n".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(heard).containsExactly(50, 100);
        lines.write("got 7\n".getBytes(StandardCharsets.UTF_8));
        lines.await(7);
        assertThat(lines.rest()).isEqualTo("\nException in thread");
    }
}

package dev.ddnn.sandbox.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogReaderTest {
    @TempDir
    Path folder;

    private String read(String content, String query) throws Exception {
        Path log = Files.writeString(folder.resolve("log"), content.replace("|", "\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LogReader.copy(log, LogRequest.parse(URI.create("/containerLogs/n/p/c" + query)), out, time -> true);
        return out.toString(StandardCharsets.UTF_8).replace("\n", "|");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a|b|c|; ''; a|b|c|",
                "a|b|c|; ?tailLines=1; c|",
                "a|b|c|; ?tailLines=2; b|c|",
                "a|b|c|; ?tailLines=9; a|b|c|",
                "a|b|c; ?tailLines=1; c",
                "a|b|c|; ?tailLines=0; ''",
                "a|b|c|; ?limitBytes=3; a|b",
                "a|b|c|; ?follow=true&tailLines=2; b|c|"
            })
    void givesWhatIsAskedFor(String content, String query, String expected) throws Exception {
        assertThat(read(content, query)).isEqualTo(expected);
    }

    @Test
    void tailOfALongLogIsFound() throws Exception {
        // Given
        String line = "x".repeat(99) + "|";

        // When
        String tail = read(line.repeat(1000), "?tailLines=400");

        // Then
        assertThat(tail).isEqualTo(line.repeat(400));
    }

    @Test
    void whatCannotBeObeyedIsRefused() {
        assertThatThrownBy(() -> read("a", "?timestamps=true")).hasMessageContaining("'timestamps' cannot be obeyed");
        assertThatThrownBy(() -> LogRequest.parse(URI.create("/exec/n/p/c"))).hasMessageContaining("logs only");
    }
}

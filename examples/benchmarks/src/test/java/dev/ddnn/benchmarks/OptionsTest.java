package dev.ddnn.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.benchmarks.cp.Size;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @TempDir
    Path directory;

    @Test
    void everyOptionIsUnderstood() throws UsageException {
        // When
        String json = directory.resolve("cp.json").toString();
        var options = Options.parse(List.of("cp", "--quick", "--ddnns", "50", "--json", json));

        // Then
        assertThat(options.size()).isEqualTo(Size.QUICK.withDDNNs(50));
        assertThat(options.json()).isEqualTo(Path.of(json));
        assertThat(Options.parse(List.of("cp")).size()).isEqualTo(Size.FULL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | a family must be named",
                "dp | family: allowed is cp, found 'dp'",
                "cp --fast | unknown argument '--fast'",
                "cp --ddnns | --ddnns must be followed by a value",
                "cp --ddnns 1 | --ddnns: allowed is a number from 2 to 5000, found '1'",
                "cp --ddnns many | found 'many'",
                "cp --json /nowhere/at/all.json | --json: allowed is a file in a directory that exists"
            })
    void whatIsWrongIsNamedWithTheUsage(String line, String message) {
        assertThatThrownBy(() -> Options.parse(line.isEmpty() ? List.of() : List.of(line.split(" "))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("Usage: examples/bench cp");
    }
}

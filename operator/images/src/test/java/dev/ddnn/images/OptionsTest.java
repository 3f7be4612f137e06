package dev.ddnn.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void archivesForAllMachinesIntoAFolder() {
        // When
        Options options = Options.parse(List.of("tar", "--out", "/tmp/x", "--arch", "all"));

        // Then
        assertThat(options.command()).isEqualTo(Options.Command.TAR);
        assertThat(options.archs()).containsExactly(Arch.AMD64, Arch.ARM64);
        assertThat(options.out()).isEqualTo(Path.of("/tmp/x"));
    }

    @Test
    void pushedImagesHaveTheVersionAsTagUnlessOneIsGiven() {
        assertThat(Options.parse(List.of("push", "r.example.org/ddnn")).tag()).isEqualTo(Options.VERSION);
        assertThat(Options.parse(List.of("push", "r.example.org/ddnn", "--tag", "7", "--insecure")))
                .satisfies(options -> {
                    assertThat(options.prefix()).isEqualTo("r.example.org/ddnn");
                    assertThat(options.tag()).isEqualTo("7");
                    assertThat(options.insecure()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "build|The first word says what to do",
                "push|push needs REGISTRY/PREFIX",
                "push localhost:5000|found localhost:5000",
                "tar --arch mips|--arch is amd64, arm64 or all, found mips",
                "tar --tag 7|tar knows [--out, --arch], found --tag",
                "sizes --arch|--arch needs a value",
            })
    void whatIsNotUnderstoodIsNamed(String line, String message) {
        assertThatThrownBy(() -> Options.parse(List.of(line.split(" "))))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(message);
    }
}

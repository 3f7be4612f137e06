package dev.ddnn.hub.access;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoritiesTest {
    @TempDir
    Path directory;

    @Test
    void fileThatIsMissingIsNamed() {
        // Given
        Path file = directory.resolve("none.crt");

        // When / Then
        assertThatIllegalStateException()
                .isThrownBy(() -> Authorities.with(file))
                .withMessageStartingWith("DDNN_HUB_CA_FILE must name a file of certificates in PEM form")
                .withMessageContaining("'%s' cannot be used", file);
    }

    @Test
    void fileWithoutCertificatesIsNamed() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("empty.crt"), "");

        // When / Then
        assertThatIllegalStateException()
                .isThrownBy(() -> Authorities.with(file))
                .withMessageEndingWith("'%s' cannot be used: it has none".formatted(file));
    }

    @Test
    void fileOfSomethingElseIsNamed() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("wrong.crt"), "no certificate\n");

        // When / Then
        assertThatIllegalStateException()
                .isThrownBy(() -> Authorities.with(file))
                .withMessageContaining("'%s' cannot be used: ", file);
    }
}

package dev.ddnn.hub.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void knownValueIsComputedAndReadBack() {
        // When
        Digest digest = Digest.of("abc".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(digest.hex()).isEqualTo(ABC);
        assertThat(digest).hasToString("sha256:" + ABC).isEqualTo(Digest.parse("sha256:" + ABC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../../etc/passwd", "ABCD", "sha256:", "sha256:ab", "/etc", "sha256:../x"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> Digest.parse(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Digest(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sha256 must be 64 lower-case hex digits; found '%s'", text);
    }

    @Test
    void upperCaseIsRefused() {
        assertThatThrownBy(() -> Digest.parse("sha256:" + ABC.toUpperCase(Locale.ROOT)))
                .hasMessageStartingWith("a sha256 must be 64 lower-case hex digits; found 'BA7816");
    }
}

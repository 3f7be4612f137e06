package dev.ddnn.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimeTest {
    @TempDir
    Path folder;

    @Test
    void otherAuthoritiesAreAnotherRuntime() throws IOException {
        // Given
        JavaRuntime runtime = new JavaRuntime(folder.resolve("cache"), folder.resolve("jdk"));
        Path trusted =
                Files.createDirectories(folder.resolve("jdk/lib/security")).resolve("cacerts");
        Files.writeString(trusted, "one");
        String before = runtime.key(null);

        // When
        Files.writeString(trusted, "two");

        // Then
        assertThat(runtime.key(null)).isNotEqualTo(before);
        Files.writeString(trusted, "one");
        assertThat(runtime.key(null)).isEqualTo(before);
    }

    @Test
    void aJdkWithoutAuthoritiesIsNamed() {
        // Given
        JavaRuntime runtime = new JavaRuntime(folder, folder.resolve("none"));

        // When / Then
        assertThatThrownBy(() -> runtime.linked(Arch.AMD64, null))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("certificate authorities is missing");
    }
}

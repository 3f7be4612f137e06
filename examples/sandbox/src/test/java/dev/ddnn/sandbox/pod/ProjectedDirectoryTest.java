package dev.ddnn.sandbox.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectedDirectoryTest {
    private static Map<String, byte[]> files(String... namesAndContents) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            files.put(namesAndContents[i], namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    @Test
    void swapsAllFilesAtOnceAndRemovesWhatIsGone(@TempDir Path folder) throws IOException {
        // Given
        ProjectedDirectory.project(folder, files("a", "1", "b", "1"));
        Path first = folder.resolve("..data").toRealPath();

        // When
        boolean changed = ProjectedDirectory.project(folder, files("a", "2", "deep/c", "2"));

        // Then
        assertThat(changed).isTrue();
        assertThat(folder.resolve("a")).isSymbolicLink().hasContent("2");
        assertThat(folder.resolve("deep/c")).hasContent("2");
        assertThat(Files.exists(folder.resolve("b"))).isFalse();
        assertThat(Files.exists(first)).isFalse();
    }

    @Test
    void sameContentChangesNothing(@TempDir Path folder) throws IOException {
        // Given
        ProjectedDirectory.project(folder, files("a", "1"));
        Path first = folder.resolve("..data").toRealPath();

        // When
        boolean changed = ProjectedDirectory.project(folder, files("a", "1"));

        // Then
        assertThat(changed).isFalse();
        assertThat(folder.resolve("..data").toRealPath()).isEqualTo(first);
    }
}

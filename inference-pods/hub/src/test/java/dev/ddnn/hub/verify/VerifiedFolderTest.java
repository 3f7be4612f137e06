package dev.ddnn.hub.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedFolderTest {
    private static final byte[] BYTES = "abcdef".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(BYTES);

    @TempDir
    Path root;

    private VerifiedFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = new VerifiedFolder(root);
    }

    @Test
    void rightBytesGetTheirName() throws IOException {
        // Given
        List<Long> progress = new ArrayList<>();

        // When
        Intake intake = folder.take("group", new Expected(DIGEST, 6), pieces("abc", "", "def"), progress::add);

        // Then
        Path file = root.resolve("group").resolve(DIGEST.hex());
        assertThat(intake).isEqualTo(new Intake.Stored(file, 6));
        assertThat(file).hasBinaryContent(BYTES);
        assertThat(folder.find("group", DIGEST)).hasValue(file);
        assertThat(folder.find("other", DIGEST)).isEmpty();
        assertThat(progress).containsExactly(3L, 3L, 6L);
        assertThat(halfWritten()).isEmpty();
    }

    @Test
    void otherBytesAreNotKept() throws IOException {
        // When
        Intake intake = folder.take("group", new Expected(DIGEST, 6), pieces("abc", "deX"), bytes -> {});

        // Then
        assertThat(intake).isEqualTo(new Intake.Mismatch(Digest.of("abcdeX".getBytes(StandardCharsets.UTF_8)), DIGEST));
        assertNothingKept();
    }

    @Test
    void readingStopsAtTheLimit() throws IOException {
        // Given
        Chunks endless = () -> ByteBuffer.wrap(BYTES);

        // When
        Intake intake = folder.take("group", new Expected(DIGEST, 1000), endless, bytes -> {});

        // Then
        assertThat(intake).isEqualTo(new Intake.TooLarge(1000));
        assertNothingKept();
    }

    @Test
    void brokenStreamIsNotKept() throws IOException {
        // Given
        Iterator<String> one = List.of("abc").iterator();
        Chunks broken = () -> {
            if (one.hasNext()) {
                return ByteBuffer.wrap(one.next().getBytes(StandardCharsets.UTF_8));
            }
            throw new IOException("cut off");
        };

        // Then
        assertThatThrownBy(() -> folder.take("group", new Expected(DIGEST, 6), broken, bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("cut off");
        assertNothingKept();
    }

    @Test
    void reopeningClearsHalfWrittenFilesAndKeepsTheOthers() throws IOException {
        // Given
        folder.take("group", new Expected(DIGEST, 6), Chunks.of(BYTES), bytes -> {});
        Files.writeString(root.resolve(".incoming/abc123"), "half");
        Files.writeString(root.resolve("group/README"), "of another");

        // When
        VerifiedFolder reopened = new VerifiedFolder(root);

        // Then
        assertThat(halfWritten()).isEmpty();
        assertThat(reopened.list()).extracting(VerifiedFolder.Held::digest).containsExactly(DIGEST);
        assertThat(reopened.list()).extracting(VerifiedFolder.Held::group).containsExactly("group");
    }

    @Test
    void folderMayBeLostWhileInUse() throws IOException {
        // Given
        Files.delete(root.resolve(".incoming"));

        // When
        Intake intake = folder.take("group", new Expected(DIGEST, 6), Chunks.of(BYTES), bytes -> {});

        // Then
        assertThat(intake).isInstanceOf(Intake.Stored.class);
    }

    private void assertNothingKept() throws IOException {
        assertThat(halfWritten()).isEmpty();
        assertThat(folder.list()).isEmpty();
    }

    private List<Path> halfWritten() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(".incoming"))) {
            return files.toList();
        }
    }

    private static Chunks pieces(String... pieces) {
        Iterator<String> rest = Arrays.asList(pieces).iterator();
        return () -> rest.hasNext() ? ByteBuffer.wrap(rest.next().getBytes(StandardCharsets.UTF_8)) : null;
    }
}

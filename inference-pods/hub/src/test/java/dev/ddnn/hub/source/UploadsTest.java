package dev.ddnn.hub.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.hub.verify.Chunks;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.Intake;
import dev.ddnn.hub.verify.VerifiedFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {
    @TempDir
    Path root;

    private Uploads uploads;

    @BeforeEach
    void open() throws IOException {
        uploads = new Uploads(new VerifiedFolder(root), 100, 250);
    }

    @Test
    void nameHoldsSeveralDigestsOverARestart() throws IOException {
        // Given
        put("digits", model(1, 100), 100);
        put("digits", model(2, 50), -1);

        // When
        Uploads reopened = new Uploads(new VerifiedFolder(root), 100, 250);

        // Then
        assertThat(reopened.find("digits", Digest.of(model(1, 100)))).isPresent();
        assertThat(reopened.find("digits", Digest.of(model(2, 50)))).isPresent();
        assertThat(reopened.find("faces", Digest.of(model(1, 100)))).isEmpty();
        assertThat(reopened.digests("digits"))
                .containsExactlyInAnyOrder(Digest.of(model(1, 100)), Digest.of(model(2, 50)));
    }

    @Test
    void uploadThatDoesNotFitIsNotRead() throws IOException {
        // Given
        put("a", model(1, 100), 100);
        put("b", model(2, 100), 100);

        // When
        UploadOutcome outcome = put("c", model(3, 60), 60);

        // Then
        assertThat(outcome).isEqualTo(new UploadOutcome.Full(60, 50));
        assertThat(put("c", model(3, 50), 50)).isInstanceOf(UploadOutcome.Read.class);
    }

    @Test
    void roomIsKeptFreeWhileAnUploadComes() throws IOException {
        // Given
        UploadOutcome[] meanwhile = new UploadOutcome[1];
        byte[] model = model(1, 100);
        Chunks whole = Chunks.of(model);
        put("first", model(9, 100), 100);

        // When
        uploads.take("slow", Digest.of(model), 100, () -> {
            if (meanwhile[0] == null) {
                meanwhile[0] = put("quick", model(2, 60), 60);
            }
            return whole.next();
        });

        // Then
        assertThat(meanwhile[0]).isEqualTo(new UploadOutcome.Full(60, 50));
    }

    @Test
    void roomOfABrokenUploadIsGivenBack() throws IOException {
        // Given
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> uploads.take("broken", Digest.of(model(1, 1)), 100, () -> {
                        throw new IOException("cut off");
                    }))
                    .hasMessage("cut off");
        }

        // When
        UploadOutcome outcome = put("digits", model(1, 100), 100);

        // Then
        assertThat(outcome).isInstanceOf(UploadOutcome.Read.class);
    }

    @Test
    void moreThanAnnouncedIsRefused() throws IOException {
        assertThat(put("digits", model(1, 20), 10)).isEqualTo(new UploadOutcome.Read(new Intake.TooLarge(10)));
        assertThat(put("digits", model(1, 101), 101)).isEqualTo(new UploadOutcome.Read(new Intake.TooLarge(100)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "A", "-a", "a-", "a.b", "a b", "a\n", "é"})
    void otherNamesAreNoNames(String name) {
        assertThat(Uploads.isName(name)).isFalse();
    }

    @Test
    void labelIsAName() {
        assertThat(Uploads.isName("digits-v2")).isTrue();
        assertThat(Uploads.isName("a".repeat(63))).isTrue();
        assertThat(Uploads.isName("a".repeat(64))).isFalse();
    }

    private UploadOutcome put(String name, byte[] model, long announced) throws IOException {
        return uploads.take(name, Digest.of(model), announced, Chunks.of(model));
    }

    private static byte[] model(int seed, int size) {
        byte[] bytes = new byte[size];
        bytes[0] = (byte) seed;
        return bytes;
    }
}

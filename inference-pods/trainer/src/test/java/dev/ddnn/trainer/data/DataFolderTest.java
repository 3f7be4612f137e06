package dev.ddnn.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.trainer.testing.IdxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    private static final String IMAGES = "x-images-idx3-ubyte";
    private static final String LABELS = "x-labels-idx1-ubyte";

    @TempDir
    private Path folder;

    @BeforeEach
    void writePair() throws IOException {
        write(IMAGES, IdxFiles.images(2051, 2, 2, 3, new byte[] {0, 1, 2, 3, 4, (byte) 255, 6, 7, 8, 9, 10, 11}));
        write(LABELS, IdxFiles.labels(2049, 2, (byte) 9, (byte) 0));
    }

    @Test
    void readsPlainFiles() throws IOException {
        DigitSet set = DataFolder.read(folder, 10);
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.height()).isEqualTo(2);
        assertThat(set.width()).isEqualTo(3);
        assertThat(set.pixels()[5]).isEqualTo((byte) 255);
        assertThat(set.label(0)).isEqualTo(9);
    }

    @Test
    void readsPackedFiles() throws IOException {
        // Given
        replaceByPacked(IMAGES);
        replaceByPacked(LABELS);
        // When
        DigitSet set = DataFolder.read(folder, 10);
        // Then
        assertThat(set.slice(1, 2).pixels()).containsExactly(6, 7, 8, 9, 10, 11);
    }

    @Test
    void namesAMissingFile() throws IOException {
        Files.delete(folder.resolve(LABELS));
        assertRefused(folder + ": exactly one file *-labels-idx1-ubyte[.gz] is needed, found 0");
    }

    @Test
    void refusesTwoFilesOfAKind() throws IOException {
        write("y-images-idx3-ubyte", new byte[0]);
        assertRefused(folder + ": exactly one file *-images-idx3-ubyte[.gz] is needed, found 2");
    }

    @Test
    void refusesWhatIsNoFolder() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> DataFolder.read(missing, 10))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage(missing + ": is not a folder");
    }

    @Test
    void refusesAnotherMagicNumber() throws IOException {
        write(IMAGES, IdxFiles.labels(2049, 2, (byte) 1, (byte) 2));
        assertRefused(folder.resolve(IMAGES) + ": magic number 2049; a file of images has 2051");
        writePair();
        write(LABELS, IdxFiles.labels(2051, 2, (byte) 1, (byte) 2));
        assertRefused(folder.resolve(LABELS) + ": magic number 2051; a file of labels has 2049");
    }

    @Test
    void refusesATruncatedBody() throws IOException {
        write(IMAGES, IdxFiles.images(2051, 2, 2, 3, new byte[7]));
        assertRefused(folder.resolve(IMAGES) + ": truncated; its header announces 12 bytes of data, found 7");
    }

    @Test
    void refusesATruncatedHeader() throws IOException {
        write(LABELS, new byte[] {0, 0, 8, 1, 0});
        assertRefused(folder.resolve(LABELS) + ": truncated in the header, before its number of labels");
    }

    @Test
    void refusesBytesAfterTheEnd() throws IOException {
        write(LABELS, IdxFiles.labels(2049, 2, (byte) 1, (byte) 2, (byte) 3));
        assertRefused(folder.resolve(LABELS) + ": has bytes after the 2 that its header announces");
    }

    @Test
    void refusesATruncatedPackedFile() throws IOException {
        replaceByPacked(IMAGES);
        Path packed = folder.resolve(IMAGES + ".gz");
        byte[] bytes = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(bytes, bytes.length - 12));
        assertThatThrownBy(() -> DataFolder.read(folder, 10))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith(packed + ": truncated or damaged gzip data");
    }

    @Test
    void refusesHeadersBeyondReason() throws IOException {
        write(IMAGES, IdxFiles.images(2051, Integer.MAX_VALUE, 28, 28, new byte[0]));
        assertRefused(
                folder.resolve(IMAGES) + ": its header announces 1683627179248 bytes; at most 1073741824 are read");
        write(IMAGES, IdxFiles.images(2051, 2, 0, 28, new byte[0]));
        assertRefused(folder.resolve(IMAGES) + ": rows is 0; allowed are 1 to 4096");
        write(IMAGES, IdxFiles.images(2051, 2, 28, 4097, new byte[0]));
        assertRefused(folder.resolve(IMAGES) + ": columns is 4097; allowed are 1 to 4096");
        write(IMAGES, IdxFiles.images(2051, -1, 28, 28, new byte[0]));
        assertRefused(folder.resolve(IMAGES) + ": number of images is -1; it must not be negative");
    }

    @Test
    void refusesDifferentCounts() throws IOException {
        write(LABELS, IdxFiles.labels(2049, 1, (byte) 1));
        assertRefused(folder.resolve(LABELS) + " has 1 labels but " + folder.resolve(IMAGES) + " has 2 images");
    }

    @Test
    void refusesALabelOutOfRange() throws IOException {
        write(LABELS, IdxFiles.labels(2049, 2, (byte) 1, (byte) 200));
        assertRefused(folder.resolve(LABELS) + ": label 200 at position 1; allowed are 0 to 9");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> DataFolder.read(folder, 10))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage(message);
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private void replaceByPacked(String name) throws IOException {
        write(name + ".gz", IdxFiles.gzip(Files.readAllBytes(folder.resolve(name))));
        Files.delete(folder.resolve(name));
    }
}

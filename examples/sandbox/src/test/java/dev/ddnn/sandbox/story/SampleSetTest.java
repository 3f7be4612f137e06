package dev.ddnn.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleSetTest {
    private static final List<Story.View> VIEWS =
            List.of(new Story.View("view0", 0, 0, 2, 1), new Story.View("view1", 1, 1, 1, 2));

    @TempDir
    Path folder;

    private Path images;
    private Path labels;

    @BeforeEach
    void names() {
        images = folder.resolve("t-images-idx3-ubyte");
        labels = folder.resolve("t-labels-idx1-ubyte");
    }

    private static byte[] idx(int magic, int[] sizes, int... content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(magic);
        for (int size : sizes) {
            out.writeInt(size);
        }
        for (int value : content) {
            out.writeByte(value);
        }
        return bytes.toByteArray();
    }

    private static byte[] twoImages() throws IOException {
        return idx(2051, new int[] {2, 2, 3}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    private static byte[] twoLabels() throws IOException {
        return idx(2049, new int[] {2}, 0, 9);
    }

    private void refused(String message) {
        assertThatThrownBy(() -> SampleSet.read(folder, 10, VIEWS))
                .isInstanceOf(InvalidStoryException.class)
                .hasMessage(message);
    }

    @Test
    void cutsViewsOutOfImages() throws IOException {
        // Given
        Files.write(images, twoImages());
        Files.write(labels, twoLabels());

        // When
        SampleSet samples = SampleSet.read(folder, 10, VIEWS);

        // Then
        assertThat(samples.size()).isEqualTo(2);
        assertThat(samples.label(1)).isEqualTo(9);
        assertThat(samples.view(0, VIEWS.get(0))).containsExactly(1, 4);
        assertThat(samples.view(1, VIEWS.get(1))).containsExactly(11, 12);
    }

    @Test
    void unpacksGzip() throws IOException {
        // Given
        Files.write(images, twoImages());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(twoLabels());
        }
        Files.write(folder.resolve("t-labels-idx1-ubyte.gz"), packed.toByteArray());

        // When / Then
        assertThat(SampleSet.read(folder, 10, VIEWS).size()).isEqualTo(2);
    }

    @Test
    void refusesTruncatedImages() throws IOException {
        Files.write(images, Arrays.copyOf(twoImages(), 20));
        Files.write(labels, twoLabels());
        refused(images + ": truncated: the header announces 12 bytes of data, found 4");
    }

    @Test
    void refusesTruncatedHeader() throws IOException {
        Files.write(images, Arrays.copyOf(twoImages(), 6));
        Files.write(labels, twoLabels());
        refused(images + ": truncated in its header, before the end of its size 1");
    }

    @Test
    void refusesTruncatedGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(twoImages());
        }
        Path gz = folder.resolve("t-images-idx3-ubyte.gz");
        Files.write(gz, Arrays.copyOf(packed.toByteArray(), packed.size() - 12));
        Files.write(labels, twoLabels());
        refused(gz + ": truncated or damaged gzip data");
    }

    @Test
    void refusesAnotherMagicNumber() throws IOException {
        Files.write(images, idx(2052, new int[] {2, 2, 3}));
        Files.write(labels, twoLabels());
        refused(images + ": magic number must be 2051, found 2052");
    }

    @Test
    void refusesMoreDataThanAnnounced() throws IOException {
        Files.write(images, Arrays.copyOf(twoImages(), twoImages().length + 1));
        Files.write(labels, twoLabels());
        refused(images + ": more data than the 12 bytes that the header announces");
    }

    @Test
    void refusesCountsThatDiffer() throws IOException {
        Files.write(images, twoImages());
        Files.write(labels, idx(2049, new int[] {3}, 0, 1, 2));
        refused("counts must be equal: " + images + " has 2 images, " + labels + " has 3 labels");
    }

    @Test
    void refusesLabelOutOfRange() throws IOException {
        Files.write(images, twoImages());
        Files.write(labels, idx(2049, new int[] {2}, 0, 10));
        refused(labels + ": label at position 1 must be 0 to 9, found 10");
    }

    @Test
    void refusesFolderWithoutLabels() throws IOException {
        Files.write(images, twoImages());
        refused(folder + " must hold exactly one file *-labels-idx1-ubyte[.gz], found 0");
    }

    @Test
    void refusesImagesThatAreSmallerThanAView() throws IOException {
        Files.write(images, idx(2051, new int[] {2, 1, 1}, 1, 2));
        Files.write(labels, twoLabels());
        refused(images + ": images must hold " + VIEWS.get(0) + ", found images of 1 x 1");
    }
}

package dev.ddnn.trainer.testing;

import dev.ddnn.trainer.data.DigitSet;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files, right and wrong ones. */
public final class IdxFiles {

    private IdxFiles() {}

    /** Bytes of a file of images. */
    public static byte[] images(int magic, int count, int height, int width, byte[] pixels) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(magic);
        out.writeInt(count);
        out.writeInt(height);
        out.writeInt(width);
        out.write(pixels);
        return bytes.toByteArray();
    }

    /** Bytes of a file of labels. */
    public static byte[] labels(int magic, int count, byte... labels) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(magic);
        out.writeInt(count);
        out.write(labels);
        return bytes.toByteArray();
    }

    /** The bytes, packed. */
    public static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    /** Writes a set as the pair of files of a data folder. */
    public static Path write(Path folder, DigitSet set) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("some-images-idx3-ubyte.gz"),
                gzip(images(2051, set.size(), set.height(), set.width(), set.pixels())));
        Files.write(folder.resolve("some-labels-idx1-ubyte.gz"), gzip(labels(2049, set.size(), set.labels())));
        return folder;
    }
}

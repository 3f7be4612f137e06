package dev.ddnn.sandbox.story;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file in the IDX format: a big-endian magic number, one big-endian size per dimension, then bytes.
 *
 * @param sizes one per dimension; the first is the number of items
 * @param content the bytes
 */
record IdxFile(int[] sizes, byte[] content) {
    static final int IMAGES = 2051;
    static final int LABELS = 2049;

    private static final long LARGEST = 1L << 30;

    /**
     * Reads a file, unpacking it if its name ends in {@code .gz}.
     *
     * @param magic what it must begin with; its last byte is the number of dimensions
     */
    static IdxFile read(Path file, int magic) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in =
                        new DataInputStream(file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw)) {
            int found = number(file, in, "magic number");
            if (found != magic) {
                throw new InvalidStoryException(file + ": magic number must be " + magic + ", found " + found);
            }
            int[] sizes = new int[magic & 0xff];
            long total = 1;
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = number(file, in, "size " + (i + 1));
                if (sizes[i] < 1) {
                    throw new InvalidStoryException(
                            file + ": size " + (i + 1) + " must be 1 or more, found " + sizes[i]);
                }
                total = Math.min(Long.MAX_VALUE / Integer.MAX_VALUE, total * sizes[i]);
            }
            return new IdxFile(sizes, content(file, in, total));
        } catch (ZipException | EOFException e) {
            throw new InvalidStoryException(file + ": truncated or damaged gzip data", e);
        }
    }

    private static int number(Path file, DataInputStream in, String what) throws IOException {
        byte[] four = in.readNBytes(Integer.BYTES);
        if (four.length < Integer.BYTES) {
            throw new InvalidStoryException(file + ": truncated in its header, before the end of its " + what);
        }
        return (four[0] & 0xff) << 24 | (four[1] & 0xff) << 16 | (four[2] & 0xff) << 8 | four[3] & 0xff;
    }

    private static byte[] content(Path file, DataInputStream in, long announced) throws IOException {
        if (announced > LARGEST) {
            throw new InvalidStoryException(
                    file + ": the header announces more than " + LARGEST + " bytes, which is the most that is read");
        }
        byte[] content = in.readNBytes((int) announced);
        if (content.length < announced) {
            throw new InvalidStoryException(file + ": truncated: the header announces " + announced
                    + " bytes of data, found " + content.length);
        }
        if (in.read() >= 0) {
            throw new InvalidStoryException(
                    file + ": more data than the " + announced + " bytes that the header announces");
        }
        return content;
    }
}

package dev.ddnn.trainer.data;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads the IDX format: a big-endian magic number, one big-endian size per dimension, then unsigned bytes. Files ending
 * in {@code .gz} are unpacked on the way.
 */
final class IdxReader {

    private static final int IMAGES_MAGIC = 2051;
    private static final int LABELS_MAGIC = 2049;
    /** No real data set comes near; a damaged header must not make us reserve gigabytes. */
    private static final long MAX_BYTES = 1L << 30;

    private static final int MAX_SIDE = 4096;

    private IdxReader() {}

    /** The images of a file whose labels, read from another one, are given. */
    static DigitSet images(Path file, Path labelsFile, byte[] labels) throws IOException {
        try (DataInputStream in = open(file)) {
            requireMagic(file, in, IMAGES_MAGIC, "images");
            int count = size(file, in, "number of images");
            int height = side(file, in, "rows");
            int width = side(file, in, "columns");
            byte[] pixels = body(file, in, (long) count * height * width);
            if (labels.length != count) {
                throw new InvalidDataException(
                        "%s has %d labels but %s has %d images".formatted(labelsFile, labels.length, file, count));
            }
            return new DigitSet(height, width, pixels, labels);
        }
    }

    static byte[] labels(Path file, int classes) throws IOException {
        try (DataInputStream in = open(file)) {
            requireMagic(file, in, LABELS_MAGIC, "labels");
            byte[] labels = body(file, in, size(file, in, "number of labels"));
            for (int i = 0; i < labels.length; i++) {
                int label = Byte.toUnsignedInt(labels[i]);
                if (label >= classes) {
                    throw new InvalidDataException(
                            "%s: label %d at position %d; allowed are 0 to %d".formatted(file, label, i, classes - 1));
                }
            }
            return labels;
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        InputStream raw = new ByteArrayInputStream(bytes);
        if (!file.toString().endsWith(".gz")) {
            return new DataInputStream(raw);
        }
        try {
            return new DataInputStream(new GZIPInputStream(raw));
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static void requireMagic(Path file, DataInputStream in, int expected, String what) throws IOException {
        int magic = size(file, in, "magic number");
        if (magic != expected) {
            throw new InvalidDataException(
                    "%s: magic number %d; a file of %s has %d".formatted(file, magic, what, expected));
        }
    }

    private static int size(Path file, DataInputStream in, String field) throws IOException {
        int value;
        try {
            value = in.readInt();
        } catch (EOFException e) {
            throw new InvalidDataException("%s: truncated in the header, before its %s".formatted(file, field));
        } catch (IOException e) {
            throw damaged(file, e);
        }
        if (value < 0) {
            throw new InvalidDataException("%s: %s is %d; it must not be negative".formatted(file, field, value));
        }
        return value;
    }

    private static int side(Path file, DataInputStream in, String field) throws IOException {
        int value = size(file, in, field);
        if (value < 1 || value > MAX_SIDE) {
            throw new InvalidDataException("%s: %s is %d; allowed are 1 to %d".formatted(file, field, value, MAX_SIDE));
        }
        return value;
    }

    private static byte[] body(Path file, DataInputStream in, long expected) throws IOException {
        if (expected > MAX_BYTES) {
            throw new InvalidDataException(
                    "%s: its header announces %d bytes; at most %d are read".formatted(file, expected, MAX_BYTES));
        }
        byte[] body;
        boolean more;
        try {
            body = in.readNBytes((int) expected);
            more = in.read() >= 0;
        } catch (IOException e) {
            throw damaged(file, e);
        }
        if (body.length < expected) {
            throw new InvalidDataException("%s: truncated; its header announces %d bytes of data, found %d"
                    .formatted(file, expected, body.length));
        }
        if (more) {
            throw new InvalidDataException(
                    "%s: has bytes after the %d that its header announces".formatted(file, expected));
        }
        return body;
    }

    private static InvalidDataException damaged(Path file, IOException cause) {
        InvalidDataException failure =
                new InvalidDataException("%s: truncated or damaged gzip data (%s)".formatted(file, cause.getMessage()));
        failure.initCause(cause);
        return failure;
    }
}

package dev.ddnn.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a folder that holds one file of images and one file of labels in the IDX format, packed or not. */
public final class DataFolder {

    private static final Pattern IMAGES = Pattern.compile(".*-images-idx3-ubyte(\\.gz)?");
    private static final Pattern LABELS = Pattern.compile(".*-labels-idx1-ubyte(\\.gz)?");

    private DataFolder() {}

    /**
     * Reads and checks the folder's pair of files.
     *
     * @param folder where exactly one {@code *-images-idx3-ubyte[.gz]} and one {@code *-labels-idx1-ubyte[.gz]} lie
     * @param classes labels must be below this
     * @throws InvalidDataException if a file is missing, damaged or does not fit the other
     */
    public static DigitSet read(Path folder, int classes) throws IOException {
        Path imagesFile = only(folder, IMAGES, "*-images-idx3-ubyte[.gz]");
        Path labelsFile = only(folder, LABELS, "*-labels-idx1-ubyte[.gz]");
        return IdxReader.images(imagesFile, labelsFile, IdxReader.labels(labelsFile, classes));
    }

    private static Path only(Path folder, Pattern name, String shown) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidDataException("%s: is not a folder".formatted(folder));
        }
        List<Path> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(f -> name.matcher(f.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
        if (found.size() != 1) {
            throw new InvalidDataException(
                    "%s: exactly one file %s is needed, found %d".formatted(folder, shown, found.size()));
        }
        return found.get(0);
    }
}

package dev.ddnn.sandbox.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Images with their labels, in the order of the files. */
public final class SampleSet implements Samples {
    private static final Pattern IMAGES = Pattern.compile(".*-images-idx3-ubyte(\\.gz)?");
    private static final Pattern LABELS = Pattern.compile(".*-labels-idx1-ubyte(\\.gz)?");

    private final int height;
    private final int width;
    private final byte[] pixels;
    private final byte[] labels;

    private SampleSet(int height, int width, byte[] pixels, byte[] labels) {
        this.height = height;
        this.width = width;
        this.pixels = pixels;
        this.labels = labels;
    }

    /**
     * Reads a folder with one file of images and one of labels.
     *
     * @param classes labels must be below this
     * @param views that will be cut out of the images
     * @throws InvalidStoryException if they are not as they must be
     */
    public static SampleSet read(Path folder, int classes, List<Story.View> views) throws IOException {
        Path imagesFile = only(folder, IMAGES, "*-images-idx3-ubyte[.gz]");
        Path labelsFile = only(folder, LABELS, "*-labels-idx1-ubyte[.gz]");
        IdxFile images = IdxFile.read(imagesFile, IdxFile.IMAGES);
        IdxFile labels = IdxFile.read(labelsFile, IdxFile.LABELS);
        if (images.sizes()[0] != labels.sizes()[0]) {
            throw new InvalidStoryException("counts must be equal: " + imagesFile + " has " + images.sizes()[0]
                    + " images, " + labelsFile + " has " + labels.sizes()[0] + " labels");
        }
        for (int i = 0; i < labels.content().length; i++) {
            int label = labels.content()[i] & 0xff;
            if (label >= classes) {
                throw new InvalidStoryException(labelsFile + ": label at position " + i + " must be 0 to "
                        + (classes - 1) + ", found " + label);
            }
        }
        int height = images.sizes()[1];
        int width = images.sizes()[2];
        for (Story.View view : views) {
            if (view.top() + view.height() > height || view.left() + view.width() > width) {
                throw new InvalidStoryException(
                        imagesFile + ": images must hold " + view + ", found images of " + height + " x " + width);
            }
        }
        return new SampleSet(height, width, images.content(), labels.content());
    }

    private static Path only(Path folder, Pattern pattern, String readable) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidStoryException(folder + " must be a folder with data, but is none");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            f -> pattern.matcher(f.getFileName().toString()).matches())
                    .sorted()
                    .toList();
            if (found.size() != 1) {
                throw new InvalidStoryException(
                        folder + " must hold exactly one file " + readable + ", found " + found.size());
            }
            return found.get(0);
        }
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int label(int i) {
        return labels[i] & 0xff;
    }

    @Override
    public byte[] view(int i, Story.View view) {
        byte[] cut = new byte[view.size()];
        int image = i * height * width;
        for (int row = 0; row < view.height(); row++) {
            System.arraycopy(
                    pixels, image + (view.top() + row) * width + view.left(), cut, row * view.width(), view.width());
        }
        return cut;
    }
}

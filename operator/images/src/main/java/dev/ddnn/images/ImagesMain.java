package dev.ddnn.images;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The command {@code operator/install/images}. */
public final class ImagesMain {
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final String PREFIX = "ddnn.dev/";

    private final Path root;
    private final Path target;
    private final PrintStream out;

    private ImagesMain(Path root, PrintStream out) {
        this.root = root;
        this.target = root.resolve("operator/images/target");
        this.out = out;
    }

    /**
     * Runs it. The system property {@code ddnn.root} names the checkout.
     *
     * @param arguments see {@link Options#USAGE}
     */
    public static void main(String[] arguments) {
        try {
            Path root = Path.of(System.getProperty("ddnn.root", "."))
                    .toAbsolutePath()
                    .normalize();
            new ImagesMain(root, System.out).run(Options.parse(Arrays.asList(arguments)));
        } catch (ImageException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run(Options options) {
        Path given = options.out();
        Path folder = given == null ? target.resolve("images") : given.toAbsolutePath();
        boolean fits = true;
        for (Arch arch : options.archs()) {
            fits &= write(arch, folder);
        }
        if (options.command() == Options.Command.SIZES && !fits) {
            throw new ImageException("An image is over its limit; see above.");
        }
        if (options.command() == Options.Command.TAR) {
            out.println(
                    "Load them on each node: ctr -n k8s.io images import FILE, or docker load -i FILE, or podman load -i FILE");
        }
    }

    private boolean write(Arch arch, Path folder) {
        Path cache = target.resolve("cache");
        var store = new ContentStore(cache.resolve("files"));
        var writer = new Writer(cache.resolve("layers"));
        List<Image> images = ImageSet.of(root, Platforms.provide(arch, cache.resolve("java")), store);
        boolean fits = true;
        for (Image image : images) {
            String part = image.part().imageName();
            Path file = folder.resolve(part + "-" + arch.imageName() + ".tar");
            String digest = writer.tar(image, PREFIX + part + ":" + VERSION, file);
            out.println(file + "  " + Sizes.megabytes(image.unpackedSize()) + " unpacked, "
                    + Sizes.megabytes(file.toFile().length()) + " packed, " + digest);
            if (image.unpackedSize() > image.part().limit()) {
                out.println(
                        "  over the limit of " + Sizes.megabytes(image.part().limit()));
                fits = false;
            }
        }
        return fits;
    }
}

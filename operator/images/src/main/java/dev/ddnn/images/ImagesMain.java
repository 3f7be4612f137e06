package dev.ddnn.images;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The command {@code operator/install/images}. */
public final class ImagesMain {
    private static final String NAMES = "ddnn.dev/";

    private final Path target;
    private final ImageSet images;
    private final Writer writer;
    private final PrintStream out;

    private ImagesMain(Path root, Path cache, PrintStream out) {
        this.target = root.resolve("operator/images/target");
        Path work = target.resolve("cache");
        var platforms = new Platforms(new JavaRuntime(work.resolve("java")), cache, out::println);
        this.images = new ImageSet(root, platforms::provide, new ContentStore(work.resolve("files")));
        this.writer = new Writer(work.resolve("layers"));
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
            Options options = Options.parse(Arrays.asList(arguments));
            new ImagesMain(root, cacheOfThisUser(), System.out).run(options);
        } catch (ImageException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (UncheckedIOException e) {
            System.err.println(
                    e.getMessage() + ": " + e.getCause() + ". Is there room on the disk, and may you write there?");
            System.exit(1);
        }
    }

    /** What is fetched for other machines outlives a checkout. */
    private static Path cacheOfThisUser() {
        String given = System.getenv("XDG_CACHE_HOME");
        Path base = given == null || !Path.of(given).isAbsolute()
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(given);
        return base.resolve("ddnn/images");
    }

    private void run(Options options) {
        switch (options.command()) {
            case TAR -> tar(options);
            case PUSH -> push(options, Objects.requireNonNull(options.prefix()));
            case SIZES -> sizes(options);
        }
    }

    private void tar(Options options) {
        Path given = options.out();
        Path folder = given == null ? target.resolve("images") : given.toAbsolutePath();
        for (Arch arch : options.archs()) {
            for (Image image : images.of(arch)) {
                Path file = file(folder, image);
                String digest = writer.tar(image, NAMES + image.part().imageName() + ":" + Options.VERSION, file);
                Archive.read(file).check(arch);
                out.println(file + "  " + digest);
            }
        }
        out.println(
                "Load them on each node: ctr -n k8s.io images import FILE, docker load -i FILE or podman load -i FILE.");
    }

    private void sizes(Options options) {
        var sizes = new Sizes();
        for (Arch arch : options.archs()) {
            for (Image image : images.of(arch)) {
                Path file = file(target.resolve("images"), image);
                writer.tar(image, NAMES + image.part().imageName() + ":" + Options.VERSION, file);
                Archive archive = Archive.read(file);
                archive.check(arch);
                sizes.add(image, archive);
            }
        }
        sizes.rows().forEach(out::println);
        List<String> over = sizes.overLimit();
        if (!over.isEmpty()) {
            throw new ImageException("Over the limit: " + String.join(", ", over)
                    + ". Leave a dependency or a Java module out, or raise the limit in Sizes with a reason.");
        }
    }

    private static Path file(Path folder, Image image) {
        return folder.resolve(image.part().imageName() + "-" + image.arch().imageName() + ".tar");
    }

    /** Images of one machine get the tag itself; those of several a tag each, and the tag stands for all of them. */
    private void push(Options options, String prefix) {
        Registry registry = Registry.ofThisUser(options.insecure());
        boolean single = options.archs().size() == 1;
        var pushed = new EnumMap<Part, Map<Arch, String>>(Part.class);
        for (Arch arch : options.archs()) {
            for (Image image : images.of(arch)) {
                String name = prefix + "/" + image.part().imageName() + ":" + options.tag();
                String own = single ? name : name + "-" + arch.imageName();
                out.println(own + "@" + writer.push(image, own, registry));
                pushed.computeIfAbsent(image.part(), part -> new EnumMap<>(Arch.class))
                        .put(arch, own);
            }
        }
        if (!single) {
            pushed.forEach((part, names) -> {
                String name = prefix + "/" + part.imageName() + ":" + options.tag();
                out.println(name + "@" + registry.list(name, names));
            });
        }
        out.println("Name them where you install: operator/install/README.md says how to set image names.");
    }
}

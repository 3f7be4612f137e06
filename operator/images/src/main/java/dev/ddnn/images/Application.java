package dev.ddnn.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The layers of one part's own files: native libraries, libraries of others, and what is ours, which changes most.
 *
 * @param part which
 * @param natives where native libraries are, by file name
 * @param layers in order, none empty
 */
record Application(Part part, SortedMap<String, Path> natives, List<Layer> layers) {
    private static final int FILE = 0644;

    /** Other starters than the image's own; the build puts one beside the application. */
    private static final String SHELL_STARTER = "entrypoint";

    /**
     * Reads what the part's build made.
     *
     * @param part which
     * @param root the checkout
     * @param arch whose native libraries are wanted
     * @param store where files are put
     * @throws ImageException if it was not built
     */
    static Application of(Part part, Path root, Arch arch, ContentStore store) {
        var reader = new Reader(arch, store);
        files(part, root).forEach(reader::add);
        return reader.application(part);
    }

    /** Files by their path beneath the application's folder. */
    private static SortedMap<Path, Path> files(Part part, Path root) {
        Path target = part.target(root);
        return switch (part.kind()) {
            case QUARKUS -> tree(target.resolve("quarkus-app"), part);
            case CLASS_PATH -> classPath(target, part);
        };
    }

    private static SortedMap<Path, Path> classPath(Path target, Part part) {
        var files = new TreeMap<Path, Path>();
        tree(target.resolve("lib"), part)
                .forEach((name, file) -> files.put(Path.of("lib").resolve(name), file));
        try (var jars = Files.newDirectoryStream(target, "ddnn-*-SNAPSHOT.jar")) {
            jars.forEach(jar -> files.put(Path.of("lib").resolve(jar.getFileName()), jar));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + target, e);
        }
        return files;
    }

    private static SortedMap<Path, Path> tree(Path folder, Part part) {
        if (!Files.isDirectory(folder)) {
            throw new ImageException("The " + part.imageName() + " is not built: " + folder
                    + " is missing. Build it with: mvn -DskipTests package");
        }
        var files = new TreeMap<Path, Path>();
        try (var walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals(SHELL_STARTER))
                    .forEach(file -> files.put(folder.relativize(file), file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
        return files;
    }

    private static final class Reader {
        private final Arch arch;
        private final ContentStore store;
        private final Layer natives = new Layer("natives");
        private final Layer dependencies = new Layer("dependencies");
        private final Layer own = new Layer("application");
        private final SortedMap<String, Path> nativeFiles = new TreeMap<>();

        Reader(Arch arch, ContentStore store) {
            this.arch = arch;
            this.store = store;
        }

        void add(Path inApplication, Path file) {
            Layer layer = isOthers(inApplication) ? dependencies : own;
            Path inImage = Path.of(Part.HOME).resolve(inApplication);
            if (!inApplication.toString().endsWith(".jar")) {
                layer.add(
                        inImage,
                        new Layer.Entry(store.put(file), FILE, file.toFile().length()));
                return;
            }
            JarNatives split = JarNatives.of(file, arch);
            layer.add(inImage, new Layer.Entry(store.put(split.jar()), FILE, split.jar().length));
            split.natives().forEach(this::addNative);
        }

        private void addNative(String name, byte[] content) {
            Path stored = store.put(content);
            Path other = nativeFiles.putIfAbsent(name, stored);
            if (other == null) {
                natives.add(Path.of(Part.NATIVES, name), new Layer.Entry(stored, FILE, content.length));
            } else if (!other.equals(stored)) {
                throw new ImageException("Two jars have different native libraries of the name " + name + ".");
            }
        }

        private static boolean isOthers(Path inApplication) {
            return inApplication.startsWith("lib")
                    && !inApplication.getFileName().toString().contains("ddnn-");
        }

        Application application(Part part) {
            var layers = List.of(natives, dependencies, own).stream()
                    .filter(layer -> !layer.entries().isEmpty())
                    .toList();
            return new Application(part, nativeFiles, layers);
        }
    }

    /** Variables of the image. */
    Map<String, String> environment() {
        var all = new TreeMap<>(part.environment());
        all.put("JAVA_HOME", Part.JAVA_HOME);
        all.put("PATH", Part.JAVA_HOME + "/bin");
        return all;
    }
}

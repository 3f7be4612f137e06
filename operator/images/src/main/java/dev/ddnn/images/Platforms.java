package dev.ddnn.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where the Java runtime and the shared libraries of an architecture come from: this machine, or for another one Debian's packages. */
final class Platforms {
    private static final List<String> LIBRARY_PACKAGES = List.of("libc6", "libgcc-s1", "libstdc++6", "zlib1g");

    private final JavaRuntime runtimes;
    private final Path foreign;
    private final Consumer<String> say;

    /**
     * What images stand on.
     *
     * @param runtimes the Java runtimes
     * @param foreign the folder for what comes from other machines' packages
     * @param say told what takes a while
     */
    Platforms(JavaRuntime runtimes, Path foreign, Consumer<String> say) {
        this.runtimes = runtimes;
        this.foreign = foreign;
        this.say = say;
    }

    /**
     * What an architecture's base is made of.
     *
     * @param arch the machine
     * @param javaHome a Java runtime for it
     * @param libraryRoot the folder that stands for {@code /} when libraries are looked for
     */
    record Ready(Arch arch, Path javaHome, Path libraryRoot) {}

    /**
     * Provides it.
     *
     * @param arch for which machine
     * @throws ImageException if this machine cannot
     */
    Ready provide(Arch arch) {
        if (arch == Arch.ofThisMachine()) {
            return new Ready(arch, runtimes.linked(arch, null), Path.of("/"));
        }
        String jdk = "openjdk-" + Runtime.version().feature() + "-jdk-headless";
        var packages = new ArrayList<>(LIBRARY_PACKAGES);
        packages.add(jdk);
        Path root = new DebianPackages(foreign.resolve(jdk + "-" + arch.imageName()), say).unpacked(arch, packages);
        return new Ready(arch, runtimes.linked(arch, moduleFiles(root)), root);
    }

    private static Path moduleFiles(Path root) {
        try (var files = Files.find(root, 8, (path, attributes) -> path.endsWith("java.base.jmod"))) {
            return files.findFirst()
                    .map(Path::getParent)
                    .orElseThrow(
                            () -> new ImageException(
                                    "The JDK package in " + root
                                            + " has no module files (jmods). Make the images with a JDK of Debian's, or on a machine of that architecture."));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot search " + root, e);
        }
    }
}

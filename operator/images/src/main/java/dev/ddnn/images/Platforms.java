package dev.ddnn.images;

import java.nio.file.Path;

/** Where the Java runtime and the shared libraries of an architecture come from. */
final class Platforms {
    private Platforms() {}

    /**
     * What an architecture's base is made of.
     *
     * @param arch the machine
     * @param javaHome a Java runtime for it
     * @param libraryRoot the folder that stands for {@code /} when libraries are looked for
     */
    record Ready(Arch arch, Path javaHome, Path libraryRoot) {}

    /**
     * Provides them.
     *
     * @param arch for which machine
     * @param cache where runtimes are kept
     * @throws ImageException if this machine cannot
     */
    static Ready provide(Arch arch, Path cache) {
        if (arch != Arch.ofThisMachine()) {
            throw new ImageException("Images for " + arch.imageName() + " cannot be made on "
                    + Arch.ofThisMachine().imageName() + ". Run the command on such a machine.");
        }
        return new Ready(arch, JavaRuntime.linked(cache), Path.of("/"));
    }
}

package dev.ddnn.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A processor architecture that images are made for. */
enum Arch {
    AMD64(62, "x86_64-linux-gnu", "linux/x86_64"),
    ARM64(183, "aarch64-linux-gnu", "linux/aarch64");

    private static final Map<String, Arch> JVM_NAMES = Map.of("amd64", AMD64, "x86_64", AMD64, "aarch64", ARM64);

    private final int elfMachine;
    private final String triplet;
    private final String description;

    Arch(int elfMachine, String triplet, String description) {
        this.elfMachine = elfMachine;
        this.triplet = triplet;
        this.description = description;
    }

    /** The name that image manifests use, such as {@code amd64}. */
    String imageName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For messages. */
    String description() {
        return description;
    }

    /** The value of {@code e_machine} in the header of a binary for it. */
    int elfMachine() {
        return elfMachine;
    }

    /** Debian's name, part of its library folders. */
    String triplet() {
        return triplet;
    }

    /** Where the dynamic loader looks without a cache or configuration, most specific first; glibc of every large distribution is among them. */
    List<Path> libraryFolders() {
        return List.of(
                Path.of("/lib", triplet),
                Path.of("/usr/lib", triplet),
                Path.of("/lib64"),
                Path.of("/usr/lib64"),
                Path.of("/lib"),
                Path.of("/usr/lib"));
    }

    /**
     * The architecture of the JVM that runs this.
     *
     * @throws ImageException for one that no images are made for
     */
    static Arch ofThisMachine() {
        String found = System.getProperty("os.arch", "");
        Arch arch = JVM_NAMES.get(found);
        if (arch == null || !System.getProperty("os.name", "").equals("Linux")) {
            throw new ImageException(
                    "Images are made on Linux on amd64 or arm64, this is " + System.getProperty("os.name", "") + " on "
                            + found + ". Run the command there, or use the Dockerfile.");
        }
        return arch;
    }
}

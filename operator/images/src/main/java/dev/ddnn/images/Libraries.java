package dev.ddnn.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the shared libraries that binaries need, and those that these need, by reading what they say about themselves. */
final class Libraries {
    /** Opened by the C library by name when it first resolves a host or a user, so no binary lists them. Built into newer ones, which may lack the files. */
    private static final List<String> OPENED_BY_NAME =
            List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2");

    private final Arch arch;
    private final Path root;

    /**
     * A search.
     *
     * @param arch only libraries for this machine count
     * @param root the folder that stands for {@code /}; the machine's own root, or the unpacked packages of another architecture
     */
    Libraries(Arch arch, Path root) {
        this.arch = arch;
        this.root = root;
    }

    /**
     * The loader and all libraries that the binaries need beyond each other.
     *
     * @param binaries programs and libraries that an image already has
     * @return by path in the image, which is where the loader looks
     * @throws ImageException if one is not on this machine
     */
    SortedMap<Path, Path> neededBy(Collection<Path> binaries) {
        var known = new TreeSet<String>();
        var open = new ArrayDeque<ElfFile>();
        var found = new TreeMap<Path, Path>();
        for (Path binary : binaries) {
            ElfFile.read(binary)
                    .filter(elf -> elf.machine() == arch.elfMachine())
                    .ifPresent(elf -> {
                        open.add(elf);
                        known.add(String.valueOf(binary.getFileName()));
                        if (elf.soname() != null) {
                            known.add(elf.soname());
                        }
                    });
        }
        open.forEach(elf -> addLoader(elf, known, found));
        for (String name : OPENED_BY_NAME) {
            find(name).ifPresent(at -> take(name, at, known, open, found));
        }
        while (!open.isEmpty()) {
            ElfFile elf = open.remove();
            for (String name : elf.needed()) {
                if (!known.contains(name)) {
                    take(name, find(name).orElseThrow(() -> missing(name)), known, open, found);
                }
            }
        }
        return found;
    }

    private static void take(
            String name, Found at, Set<String> known, ArrayDeque<ElfFile> open, SortedMap<Path, Path> found) {
        known.add(name);
        found.put(at.inImage(), at.file());
        open.add(at.elf());
    }

    private void addLoader(ElfFile elf, Set<String> known, SortedMap<Path, Path> found) {
        String interpreter = elf.interpreter();
        if (interpreter == null) {
            return;
        }
        Path inImage = Path.of(interpreter);
        Path file = inRoot(inImage);
        if (!Files.isRegularFile(file)) {
            throw missing(interpreter);
        }
        known.add(String.valueOf(inImage.getFileName()));
        found.put(inImage, file);
    }

    private record Found(Path inImage, Path file, ElfFile elf) {}

    private Optional<Found> find(String name) {
        for (Path folder : arch.libraryFolders()) {
            Path inImage = folder.resolve(name);
            Path file = inRoot(inImage);
            Optional<ElfFile> elf = Files.isRegularFile(file) ? ElfFile.read(file) : Optional.empty();
            if (elf.isPresent() && elf.get().machine() == arch.elfMachine()) {
                return Optional.of(new Found(inImage, file, elf.get()));
            }
        }
        return Optional.empty();
    }

    private Path inRoot(Path inImage) {
        return root.resolve(Path.of("/").relativize(inImage));
    }

    private ImageException missing(String name) {
        return new ImageException(
                "The Java runtime or a library in the image needs " + name + " for " + arch.description()
                        + ", which is in none of " + arch.libraryFolders() + " under " + root
                        + ". Install the package that holds it (on Debian: libc6, zlib1g, libgcc-s1, libstdc++6) and run the command again.");
    }
}

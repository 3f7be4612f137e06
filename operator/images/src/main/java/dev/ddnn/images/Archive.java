package dev.ddnn.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an image archive says and holds, read back from the file: the check of images that this machine cannot run.
 *
 * @param architecture the manifest's
 * @param user the manifest's
 * @param layers compressed size in bytes by digest, in order
 * @param unpacked size of all files, in bytes
 * @param machines of each program and library in it, by path
 * @param packedNatives native libraries that are still inside of jars
 */
record Archive(
        String architecture,
        String user,
        Map<String, Long> layers,
        long unpacked,
        Map<String, Integer> machines,
        List<String> packedNatives) {

    /** Reads an archive as {@code tar} writes it. */
    static Archive read(Path file) {
        return new ArchiveReader(file).read();
    }

    /** What it takes in transfer, in bytes. */
    long packed() {
        return layers.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Fails unless the whole image is for the machine and for an ordinary user.
     *
     * @param arch the machine
     * @throws ImageException naming what is wrong
     */
    void check(Arch arch) {
        if (!architecture.equals(arch.imageName())) {
            throw new ImageException("The manifest says " + architecture + ", wanted is " + arch.imageName() + ".");
        }
        if (!user.equals(Base.USER)) {
            throw new ImageException("The image runs as " + user + ", wanted is " + Base.USER + ".");
        }
        List<String> foreign = machines.entrySet().stream()
                .filter(entry -> entry.getValue() != arch.elfMachine())
                .map(entry -> entry.getKey() + " (machine " + entry.getValue() + ")")
                .toList();
        if (!foreign.isEmpty()) {
            throw new ImageException("Not for " + arch.description() + ": " + String.join(", ", foreign) + ".");
        }
        if (!packedNatives.isEmpty()) {
            throw new ImageException("Native libraries inside of jars: " + String.join(", ", packedNatives) + ".");
        }
    }
}

package dev.ddnn.images;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** A layer of an image: files by their path in it. */
final class Layer {
    private final String name;
    private final SortedMap<Path, Entry> entries = new TreeMap<>();

    /**
     * An empty layer.
     *
     * @param name for messages and history
     */
    Layer(String name) {
        this.name = name;
    }

    /**
     * A file or folder.
     *
     * @param source a file, or an empty folder
     * @param mode permission bits
     * @param size bytes
     */
    record Entry(Path source, int mode, long size) {}

    String name() {
        return name;
    }

    SortedMap<Path, Entry> entries() {
        return entries;
    }

    void add(Path inImage, Entry entry) {
        if (entries.put(inImage, entry) != null) {
            throw new IllegalStateException("Two files for " + inImage + " in layer " + name);
        }
    }

    /** What the files take unpacked, in bytes. */
    long size() {
        return entries.values().stream().mapToLong(Entry::size).sum();
    }
}

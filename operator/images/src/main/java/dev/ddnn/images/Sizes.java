package dev.ddnn.images;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What images take: a table, and which are over their limit. */
final class Sizes {
    private static final long MB = 1_000_000;

    static final long OPERATOR_LIMIT = 130 * MB;
    static final long SECTION_POD_LIMIT = 160 * MB;
    static final long NO_LIMIT = Long.MAX_VALUE;

    private static final String ROW = "%-14s %-6s %12s %12s %12s";

    private final List<String> rows = new ArrayList<>();
    private final List<String> over = new ArrayList<>();
    private final Map<String, Long> layers = new HashMap<>();

    /** A table without rows. */
    Sizes() {
        rows.add(String.format(Locale.ROOT, ROW, "image", "arch", "unpacked", "packed", "limit"));
    }

    /** Adds an image. */
    void add(Image image, Archive archive) {
        Part part = image.part();
        String limit = part.limit() == NO_LIMIT ? "-" : megabytes(part.limit());
        rows.add(String.format(
                Locale.ROOT,
                ROW,
                part.imageName(),
                image.arch().imageName(),
                megabytes(archive.unpacked()),
                megabytes(archive.packed()),
                limit));
        if (archive.unpacked() > part.limit()) {
            over.add(part.imageName() + " for " + image.arch().imageName() + " takes " + megabytes(archive.unpacked())
                    + ", allowed are " + limit);
        }
        layers.putAll(archive.layers());
    }

    /** The table, and what all of it takes in transfer, since images share layers. */
    List<String> rows() {
        var all = new ArrayList<>(rows);
        long sum = layers.values().stream().mapToLong(Long::longValue).sum();
        all.add("All of them, with shared layers counted once: " + megabytes(sum) + " packed.");
        return all;
    }

    /** Images over their limit; empty if all fit. */
    List<String> overLimit() {
        return List.copyOf(over);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / (double) MB);
    }
}

package dev.ddnn.images;

/** Limits for unpacked images. */
final class Sizes {
    private static final long MB = 1_000_000;

    static final long OPERATOR_LIMIT = 130 * MB;
    static final long SECTION_POD_LIMIT = 160 * MB;
    static final long NO_LIMIT = Long.MAX_VALUE;

    private Sizes() {}

    /** For people: megabytes with one decimal. */
    static String megabytes(long bytes) {
        return String.format(java.util.Locale.ROOT, "%.1f MB", bytes / (double) MB);
    }
}

package dev.ddnn.hub.cut;

/** How far a request is, as one sentence that changes. */
final class Progress {
    private volatile String text = "waiting for another model";

    String text() {
        return text;
    }

    /** Bytes of the model came; a negative total is an unknown one. */
    void fetched(long bytes, long total) {
        if (total < 0) {
            text = "fetched %d MB".formatted(megabytes(bytes));
        } else {
            text = "fetched %d of %d MB".formatted(Math.min(megabytes(bytes), megabytes(total)), megabytes(total));
        }
    }

    void says(String now) {
        text = now;
    }

    /** Rounded up, so that a small model is not "0 of 0". */
    private static long megabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }
}

package dev.ddnn.sandbox.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;

/** Copies a log file, from some place on, and waits for more if asked to. */
final class LogReader {
    /** The writer of a log. */
    @FunctionalInterface
    interface Writer {
        /** Waits for its end, for a bounded time; true if nothing more will come. */
        boolean endsWithin(Duration time) throws InterruptedException;
    }

    private static final int CHUNK = 16 * 1024;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private LogReader() {}

    /** Where the last {@code lines} lines of the file begin; 0 if it has fewer, or if {@code lines} is negative. */
    static long startOfTail(RandomAccessFile file, long lines) throws IOException {
        long end = file.length();
        if (lines < 0 || end == 0) {
            return 0;
        }
        if (lines == 0) {
            return end;
        }
        byte[] chunk = new byte[CHUNK];
        long missing = lines;
        long from = end;
        while (from > 0) {
            int n = (int) Math.min(CHUNK, from);
            from -= n;
            file.seek(from);
            file.readFully(chunk, 0, n);
            for (int i = n - 1; i >= 0; i--) {
                boolean lastByte = from + i == end - 1;
                if (chunk[i] == '\n' && !lastByte && --missing == 0) {
                    return from + i + 1;
                }
            }
        }
        return 0;
    }

    /** @param writer waited for when following */
    static void copy(Path log, LogRequest request, OutputStream out, Writer writer)
            throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(startOfTail(file, request.tailLines()));
            long left = request.limitBytes() < 0 ? Long.MAX_VALUE : request.limitBytes();
            byte[] chunk = new byte[CHUNK];
            boolean last = !request.follow();
            while (left > 0) {
                int n = file.read(chunk, 0, (int) Math.min(CHUNK, left));
                if (n > 0) {
                    out.write(chunk, 0, n);
                    out.flush();
                    left -= n;
                } else if (last) {
                    return;
                } else {
                    last = writer.endsWithin(LOOK_AGAIN);
                }
            }
        }
    }
}

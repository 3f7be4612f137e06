package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.feed.FeedMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntConsumer;

/** A client's standard error: what it acknowledges, then numbers of samples; all else is kept for a message. */
final class ProgressLines extends OutputStream {
    private static final int LONGEST = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final IntConsumer done;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder rest = new StringBuilder();
    private int acknowledged = -1;

    ProgressLines(IntConsumer done) {
        this.done = done;
    }

    @Override
    public synchronized void write(int one) {
        if (one != '\n') {
            line.write(one);
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (text.matches(FeedMain.ACKNOWLEDGED + "\\d{1,9}")) {
            acknowledged = Integer.parseInt(text.substring(FeedMain.ACKNOWLEDGED.length()));
            notifyAll();
        } else if (text.matches("\\d{1,9}")) {
            done.accept(Integer.parseInt(text));
        } else if (rest.length() < LONGEST) {
            rest.append('\n').append(text);
        }
    }

    /** Waits until so many bytes are acknowledged. */
    synchronized void await(int bytes) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (acknowledged < bytes) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IOException("the client took " + acknowledged + " of " + bytes + " bytes within "
                        + PATIENCE.toSeconds() + " s");
            }
            wait(left);
        }
    }

    /** What was no number. */
    synchronized String rest() {
        return rest.toString();
    }
}

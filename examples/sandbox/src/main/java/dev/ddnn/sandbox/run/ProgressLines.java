package dev.ddnn.sandbox.run;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/** A client's standard error: numbers are progress, all else is kept for a message. */
final class ProgressLines extends OutputStream {
    private static final int LONGEST = 4_000;

    private final IntConsumer done;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder rest = new StringBuilder();

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
        if (text.matches("\\d{1,9}")) {
            done.accept(Integer.parseInt(text));
        } else if (rest.length() < LONGEST) {
            rest.append('\n').append(text);
        }
    }

    /** What was no number. */
    synchronized String rest() {
        return rest.toString();
    }
}

package dev.ddnn.sandbox.feed;

import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client wrote.
 *
 * @param outcomes one per sample, in order
 * @param end its last line
 */
public record FeedReply(List<Outcome> outcomes, FeedEnd end) {
    public FeedReply {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Reads it.
     *
     * @param samples know what each shows
     * @throws IOException if it is not complete; the message says how far it goes
     */
    public static FeedReply parse(List<String> lines, int count, Samples samples) throws IOException {
        if (lines.size() != count + 1) {
            throw new IOException("the client must write " + (count + 1) + " lines, found " + lines.size());
        }
        for (int i = 0; i < count; i++) {
            int sample =
                    FeedWire.mapper().readValue(lines.get(i), FeedLine.class).sample();
            if (sample != i) {
                throw new IOException("line " + (i + 1) + " must be about sample " + i + ", found " + sample);
            }
        }
        return read(lines, samples);
    }

    /**
     * Reads what came of feeding over and over.
     *
     * @throws IOException if it is not complete
     */
    public static FeedReply parseLoop(List<String> lines, Samples samples) throws IOException {
        if (lines.isEmpty()) {
            throw new IOException("the client must write at least one line, found none");
        }
        return read(lines, samples);
    }

    private static FeedReply read(List<String> lines, Samples samples) throws IOException {
        List<Outcome> outcomes = new ArrayList<>(lines.size());
        for (String text : lines.subList(0, lines.size() - 1)) {
            FeedLine line = FeedWire.mapper().readValue(text, FeedLine.class);
            outcomes.add(line.outcome(samples.label(line.sample())));
        }
        String last = lines.get(lines.size() - 1);
        if (!FeedWire.mapper().readTree(last).has("seconds")) {
            throw new IOException("the client's last line must be the end, found " + last);
        }
        return new FeedReply(outcomes, FeedWire.mapper().readValue(last, FeedEnd.class));
    }
}

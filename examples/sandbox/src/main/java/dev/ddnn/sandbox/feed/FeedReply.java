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
        List<Outcome> outcomes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            FeedLine line = FeedWire.mapper().readValue(lines.get(i), FeedLine.class);
            if (line.sample() != i) {
                throw new IOException("line " + (i + 1) + " must be about sample " + i + ", found " + line.sample());
            }
            outcomes.add(line.outcome(samples.label(i)));
        }
        return new FeedReply(outcomes, FeedWire.mapper().readValue(lines.get(count), FeedEnd.class));
    }
}

package dev.ddnn.sandbox.feed;

import dev.ddnn.sandbox.story.Story.View;
import java.net.URI;
import java.util.List;

/**
 * What the client is to feed.
 *
 * @param model the DDNN's name
 * @param doors the entries of each sample
 * @param views windows of each sample, in the order in which their bytes follow
 * @param count number of samples that follow
 * @param concurrency samples under way at once
 * @param timeoutMillis how long a reply may take
 * @param loop whether they are fed over and over until the input says more or ends
 */
public record FeedOrder(
        String model,
        List<Door> doors,
        List<View> views,
        int count,
        int concurrency,
        long timeoutMillis,
        boolean loop) {
    public FeedOrder {
        doors = List.copyOf(doors);
        views = List.copyOf(views);
    }

    /**
     * @param url of the entry
     * @param views names of those that it takes
     */
    public record Door(URI url, List<String> views) {
        public Door {
            views = List.copyOf(views);
        }
    }

    /** Bytes of one sample. */
    int sampleBytes() {
        return views.stream().mapToInt(View::size).sum();
    }
}

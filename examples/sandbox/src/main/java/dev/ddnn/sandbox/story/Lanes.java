package dev.ddnn.sandbox.story;

import java.io.Closeable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One worker's connections, one per entry, and what they last replied. */
final class Lanes implements Closeable {
    private final Duration timeout;
    private final EntryBytes bytes;
    private final Map<Entry, HttpLane> lanes = new HashMap<>();
    private boolean mayRetry;

    Lanes(Duration timeout, EntryBytes bytes) {
        this.timeout = timeout;
        this.bytes = bytes;
    }

    HttpLane of(Entry entry) {
        return lanes.computeIfAbsent(
                entry, e -> new HttpLane(e.host(), e.model(), e.address(), new HttpLane.Settings(timeout, bytes)));
    }

    void note(List<Reply> replies) {
        mayRetry = replies.stream().allMatch(Reply::isRetryable);
    }

    /** Whether everything that was replied last may be tried again. */
    boolean mayRetry() {
        return mayRetry;
    }

    @Override
    public void close() {
        lanes.values().forEach(HttpLane::close);
    }
}

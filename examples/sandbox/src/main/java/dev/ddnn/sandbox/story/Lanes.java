package dev.ddnn.sandbox.story;

import java.io.Closeable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One worker's connections, one per entry. */
final class Lanes implements Closeable {
    private final Duration timeout;
    private final EntryBytes bytes;
    private final Map<Entry, HttpLane> lanes = new HashMap<>();

    Lanes(Duration timeout, EntryBytes bytes) {
        this.timeout = timeout;
        this.bytes = bytes;
    }

    HttpLane of(Entry entry) {
        return lanes.computeIfAbsent(
                entry, e -> new HttpLane(e.host(), e.model(), e.address(), new HttpLane.Settings(timeout, bytes)));
    }

    @Override
    public void close() {
        lanes.values().forEach(HttpLane::close);
    }
}

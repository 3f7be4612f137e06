package dev.ddnn.pod.ingress;

import dev.ddnn.pod.time.Timer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sample ids that a client may not send again yet: sections above still know their outcome. An id whose sample was refused
 * retryably is free at once.
 */
public final class RecentIds {
    private final Timer timer;
    private final Map<String, Long> expiry = new LinkedHashMap<>();

    public RecentIds(Timer timer) {
        this.timer = timer;
    }

    /** Takes the id for a time; false if it is taken. */
    public synchronized boolean claim(String id, Duration time) {
        forgetExpired();
        return expiry.putIfAbsent(id, timer.nanos() + time.toNanos()) == null;
    }

    /** Frees the id. */
    public synchronized void free(String id) {
        expiry.remove(id);
    }

    private void forgetExpired() {
        long now = timer.nanos();
        Iterator<Long> oldestFirst = expiry.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next() - now <= 0) {
            oldestFirst.remove();
        }
    }
}

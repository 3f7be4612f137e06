package dev.ddnn.benchmarks.played;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When the operator visited each DDNN, seen from the hub. */
public final class Visits {
    private final Map<String, List<Long>> times = new ConcurrentHashMap<>();

    /** A visit to a DDNN at that {@link System#nanoTime}. */
    public void note(String ddnn, long time) {
        times.computeIfAbsent(ddnn, name -> new ArrayList<>());
        times.computeIfPresent(ddnn, (name, list) -> {
            list.add(time);
            return list;
        });
    }

    /** Visits to a DDNN from a time on, until another. */
    public long count(String ddnn, long from, long until) {
        return copy(ddnn).stream()
                .filter(time -> time - from >= 0 && time - until < 0)
                .count();
    }

    /** When a DDNN was first visited from a time on; {@link Long#MAX_VALUE}: not yet. */
    public long first(String ddnn, long from) {
        return copy(ddnn).stream().filter(time -> time - from >= 0).findFirst().orElse(Long.MAX_VALUE);
    }

    /** Visits to a DDNN from its first one at or after a time on, for a while. */
    public long countAfterFirst(String ddnn, long from, Duration span) {
        long first = first(ddnn, from);
        return first == Long.MAX_VALUE ? 0 : count(ddnn, first, first + span.toNanos());
    }

    /** Visits to a DDNN from a time on, until another, that came sooner after the one before than a timer would. */
    public long untimed(String ddnn, long from, long until, Duration timer) {
        List<Long> all = copy(ddnn);
        long untimed = 0;
        for (int i = 1; i < all.size(); i++) {
            boolean within = all.get(i) - from >= 0 && all.get(i) - until < 0;
            if (within && all.get(i) - all.get(i - 1) < timer.toNanos()) {
                untimed++;
            }
        }
        return untimed;
    }

    private List<Long> copy(String ddnn) {
        var copy = new ArrayList<Long>();
        times.computeIfPresent(ddnn, (name, list) -> {
            copy.addAll(list);
            return list;
        });
        return copy;
    }
}

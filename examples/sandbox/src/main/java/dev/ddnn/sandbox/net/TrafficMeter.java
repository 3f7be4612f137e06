package dev.ddnn.sandbox.net;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Counts what crosses links, once per connection's path however many links that has: bytes as handed to TCP, so all framing
 * above TCP is in it.
 */
public final class TrafficMeter {
    /**
     * @param up bytes from the side that dialled
     * @param back bytes to the side that dialled
     */
    public record Count(long up, long back) {
        /** What came since an earlier count. */
        public Count since(Count earlier) {
            return new Count(up - earlier.up, back - earlier.back);
        }
    }

    private record Adders(LongAdder up, LongAdder back) {}

    private final Map<Traffic, Adders> counts = new ConcurrentHashMap<>();
    private final Map<Traffic, Recording> recordings = new ConcurrentHashMap<>();

    /** From now on keeps a copy of what the dialling side sends on each new connection of one purpose, until it is closed. */
    public Recording record(Traffic traffic) {
        Recording recording = new Recording(mine -> recordings.remove(traffic, mine));
        recordings.put(traffic, recording);
        return recording;
    }

    /** What a new connection gives copies of its chunks to. */
    Consumer<byte[]> recorder(Traffic traffic) {
        Recording recording = recordings.get(traffic);
        return recording == null ? chunk -> {} : recording.connection();
    }

    /** The counter of what the dialling side sends. */
    LongAdder up(Traffic traffic) {
        return adders(traffic).up();
    }

    /** The counter of what the dialling side receives. */
    LongAdder back(Traffic traffic) {
        return adders(traffic).back();
    }

    /** What was carried so far. */
    public Count count(Traffic traffic) {
        Adders adders = adders(traffic);
        return new Count(adders.up().sum(), adders.back().sum());
    }

    private Adders adders(Traffic traffic) {
        return counts.computeIfAbsent(traffic, t -> new Adders(new LongAdder(), new LongAdder()));
    }
}

package dev.ddnn.pod.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/**
 * A counter of a report that Prometheus sees as well. It counts on its own: when a process ends, its registry is closed before the
 * last report is made, and counts no more.
 */
final class OwnCounter {
    private final LongAdder count = new LongAdder();
    private final Counter shown;

    /** @param tags names and values in turn, as the registry takes them */
    OwnCounter(MeterRegistry registry, String name, String... tags) {
        shown = registry.counter(name, tags);
    }

    void increment() {
        add(1);
    }

    void add(long more) {
        count.add(more);
        shown.increment(more);
    }

    long count() {
        return count.sum();
    }
}

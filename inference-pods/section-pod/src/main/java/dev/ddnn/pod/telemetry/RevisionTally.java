package dev.ddnn.pod.telemetry;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.report.PodReport.LatencyCounts;
import dev.ddnn.contract.report.PodReport.RevisionCounts;
import dev.ddnn.pod.sample.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** What became of the samples that one revision took. */
public final class RevisionTally {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long[] UPPER_NANOS = LatencyCounts.UPPER_MILLIS.stream()
            .mapToLong(millis -> (long) (millis * NANOS_PER_MILLI))
            .toArray();
    private final String revision;
    private final Map<String, LongAdder> exits = new ConcurrentHashMap<>();
    private final LongAdder degraded = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicLongArray latency = new AtomicLongArray(UPPER_NANOS.length + 1);

    RevisionTally(String revision) {
        this.revision = revision;
    }

    /** Counts one sample's outcome, which came so long after the sample. */
    public void count(Outcome outcome, long nanos) {
        int at = Arrays.binarySearch(UPPER_NANOS, nanos);
        latency.incrementAndGet(at < 0 ? -at - 1 : at);
        var counter = outcome.fold(
                answered -> {
                    if (answered.degraded() != DegradedReason.NOT_DEGRADED) {
                        degraded.increment();
                    }
                    return exits.computeIfAbsent(answered.exit(), exit -> new LongAdder());
                },
                refusal -> refused);
        counter.increment();
    }

    RevisionCounts report() {
        var answers = new HashMap<String, Long>();
        exits.forEach((exit, count) -> answers.put(exit, count.sum()));
        var buckets =
                IntStream.range(0, latency.length()).mapToObj(latency::get).toList();
        return new RevisionCounts(revision, answers, degraded.sum(), refused.sum(), new LatencyCounts(buckets));
    }
}

package dev.ddnn.operator.plan.usage;

import dev.ddnn.contract.report.PodReport;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Counters that only ever grow. What is 0 is left out, so that equal counters are equal.
 *
 * @param figures by what they count
 * @param answered answers by the section whose exit gave them
 */
public record Counters(Map<Figure, Long> figures, Map<String, Long> answered) {
    /** Nothing was counted yet. */
    public static final Counters NONE = new Counters(Map.of(), Map.of());

    public Counters {
        figures = withoutZeros(figures);
        answered = withoutZeros(answered);
    }

    /** What a pod has counted since its boot. What it does not know counts as nothing. */
    public static Counters of(PodReport report) {
        var figures = new EnumMap<Figure, Long>(Figure.class);
        var samples = report.samples();
        figures.put(Figure.Received, samples.received());
        figures.put(
                Figure.Refused,
                samples.refused().values().stream().mapToLong(Long::longValue).sum());
        figures.put(Figure.Degraded, samples.degraded());
        var bytes = report.linkBytes();
        if (bytes != null) {
            figures.put(Figure.UpBytes, bytes.nextSent());
            figures.put(Figure.DownBytes, bytes.nextReceived());
        }
        var metered = report.metered();
        if (metered == null) {
            return new Counters(figures, Map.of());
        }
        figures.put(Figure.CpuMillis, known(metered.cpuMillis()));
        figures.put(Figure.MemoryByteSeconds, known(metered.memoryByteSeconds()));
        var answered = metered.answered();
        if (answered == null) {
            return new Counters(figures, Map.of());
        }
        figures.put(Figure.Samples, samples.received());
        return new Counters(figures, answered);
    }

    /** One of the figures. */
    public long get(Figure figure) {
        return figures.getOrDefault(figure, 0L);
    }

    /** Both together. */
    public Counters plus(Counters other) {
        return combined(other, Long::sum);
    }

    /** The greater of each: a counter never goes back. */
    public Counters most(Counters other) {
        return combined(other, Math::max);
    }

    /** What was counted since an earlier look at the same counters; never negative. */
    public Counters since(Counters earlier) {
        return combined(earlier, (now, then) -> Math.max(0, now - then));
    }

    private Counters combined(Counters other, LongBinaryOperator by) {
        return new Counters(combined(figures, other.figures, by), combined(answered, other.answered, by));
    }

    private static <K> Map<K, Long> combined(Map<K, Long> one, Map<K, Long> other, LongBinaryOperator by) {
        var result = new HashMap<K, Long>(one);
        other.keySet().forEach(key -> result.putIfAbsent(key, 0L));
        result.replaceAll((key, value) -> by.applyAsLong(value, other.getOrDefault(key, 0L)));
        return result;
    }

    private static <K> Map<K, Long> withoutZeros(Map<K, Long> counts) {
        var kept = new TreeMap<K, Long>(counts);
        kept.values().removeIf(count -> count == 0);
        return Map.copyOf(kept);
    }

    private static long known(@Nullable Long count) {
        return count == null ? 0 : Math.max(0, count);
    }
}

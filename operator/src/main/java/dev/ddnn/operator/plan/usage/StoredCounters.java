package dev.ddnn.operator.plan.usage;

import dev.ddnn.api.v1alpha1.UsageAnswers;
import dev.ddnn.api.v1alpha1.UsageCounters;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counters as the API stores them: what is 0 is absent. */
final class StoredCounters {
    private StoredCounters() {}

    static UsageCounters write(Counters counters) {
        return new UsageCounters(
                orAbsent(counters, Figure.Samples),
                orAbsent(counters, Figure.Received),
                orAbsent(counters, Figure.Refused),
                orAbsent(counters, Figure.Degraded),
                orAbsent(counters, Figure.UpBytes),
                orAbsent(counters, Figure.DownBytes),
                orAbsent(counters, Figure.CpuMillis),
                orAbsent(counters, Figure.MemoryByteSeconds),
                answers(counters.answered()));
    }

    static Counters read(@Nullable UsageCounters stored) {
        if (stored == null) {
            return Counters.NONE;
        }
        var figures = new EnumMap<Figure, Long>(Figure.class);
        figures.put(Figure.Samples, orZero(stored.samples()));
        figures.put(Figure.Received, orZero(stored.received()));
        figures.put(Figure.Refused, orZero(stored.refused()));
        figures.put(Figure.Degraded, orZero(stored.degraded()));
        figures.put(Figure.UpBytes, orZero(stored.upBytes()));
        figures.put(Figure.DownBytes, orZero(stored.downBytes()));
        figures.put(Figure.CpuMillis, orZero(stored.cpuMillis()));
        figures.put(Figure.MemoryByteSeconds, orZero(stored.memoryByteSeconds()));
        var answered = new HashMap<String, Long>();
        List<UsageAnswers> answers = stored.answered() == null ? List.of() : stored.answered();
        answers.forEach(one -> answered.put(Objects.requireNonNull(one.exit()), orZero(one.samples())));
        return new Counters(figures, answered);
    }

    /** By exit; absent: nothing was answered. */
    static @Nullable List<UsageAnswers> answers(Map<String, Long> answered) {
        return answered.isEmpty()
                ? null
                : new TreeMap<>(answered)
                        .entrySet().stream()
                                .map(one -> new UsageAnswers(one.getKey(), one.getValue()))
                                .toList();
    }

    private static @Nullable Long orAbsent(Counters counters, Figure figure) {
        long count = counters.get(figure);
        return count == 0 ? null : count;
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}

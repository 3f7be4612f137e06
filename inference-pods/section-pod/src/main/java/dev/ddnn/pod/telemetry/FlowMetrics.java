package dev.ddnn.pod.telemetry;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.contract.report.PodReport.Samples;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts each sample once when it comes and once when its fate is known. All counters exist from the start. */
public final class FlowMetrics implements SampleCounters {
    private final MeterRegistry registry;
    private final OwnCounter received;
    private final OwnCounter forwarded;
    private final Shadows shadows;
    private final Map<String, OwnCounter> answered = new ConcurrentHashMap<>();
    private final Map<DegradedReason, OwnCounter> degraded = new EnumMap<>(DegradedReason.class);
    private final Map<RefusalCode, OwnCounter> refused = new EnumMap<>(RefusalCode.class);
    private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);

    public FlowMetrics(MeterRegistry registry) {
        this.registry = registry;
        received = new OwnCounter(registry, MetricNames.RECEIVED);
        forwarded = new OwnCounter(registry, MetricNames.FORWARDED);
        shadows = new Shadows(registry.counter(MetricNames.SHADOWED), registry.counter(MetricNames.SHADOW_FAILED));
        for (DegradedReason reason : DegradedReason.values()) {
            if (reason != DegradedReason.NOT_DEGRADED && reason != DegradedReason.UNRECOGNIZED) {
                degraded.put(reason, new OwnCounter(registry, MetricNames.DEGRADED, "reason", tag(reason)));
            }
        }
        for (RefusalCode code : RefusalCode.values()) {
            refused.put(code, new OwnCounter(registry, MetricNames.REFUSED, "code", tag(code)));
        }
        for (Stage stage : Stage.values()) {
            stages.put(stage, registry.timer(MetricNames.STAGE, "stage", stage.tag()));
        }
    }

    /** The reason's name for people and programs, such as {@code upstream-lost}. */
    public static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For samples that a second revision computes as well: they count nowhere else. */
    public SampleCounters shadows() {
        return shadows;
    }

    @Override
    public void received() {
        received.increment();
    }

    @Override
    public void answeredHere(Answered answer) {
        answered.computeIfAbsent(answer.exit(), exit -> new OwnCounter(registry, MetricNames.ANSWERED, "exit", exit))
                .increment();
        var counter = degraded.get(answer.degraded());
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void forwarded() {
        forwarded.increment();
    }

    @Override
    public void refused(Refused refusal) {
        var counter = refused.get(refusal.code());
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void took(Stage stage, Duration time) {
        var timer = stages.get(stage);
        if (timer != null) {
            timer.record(time);
        }
    }

    /** The counters for the report. */
    public Samples samples() {
        var codes = new HashMap<String, Long>();
        refused.forEach((code, counter) -> {
            if (counter.count() > 0) {
                codes.put(code.name(), counter.count());
            }
        });
        var reasons = new HashMap<String, Long>();
        degraded.forEach((reason, counter) -> {
            if (counter.count() > 0) {
                reasons.put(tag(reason), counter.count());
            }
        });
        return new Samples(received.count(), sum(answered), forwarded.count(), total(reasons), codes, reasons);
    }

    private record Shadows(Counter came, Counter failed) implements SampleCounters {
        @Override
        public void received() {
            came.increment();
        }

        @Override
        public void answeredHere(Answered answer) {
            // Nobody was answered.
        }

        @Override
        public void forwarded() {
            // The section above counts it among its own.
        }

        @Override
        public void refused(Refused refusal) {
            failed.increment();
        }

        @Override
        public void took(Stage stage, Duration time) {
            // The stages' times are those that a client waits for.
        }
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long sum(Map<?, OwnCounter> counters) {
        return counters.values().stream().mapToLong(OwnCounter::count).sum();
    }
}

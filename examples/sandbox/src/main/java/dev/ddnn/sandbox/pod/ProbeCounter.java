package dev.ddnn.sandbox.pod;

import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts a probe's results in a row against its thresholds, with a kubelet's defaults. */
final class ProbeCounter {
    private static final int DEFAULT_FAILURES = 3;
    private static final int DEFAULT_PERIOD = 10;

    /** What a result means. */
    enum Verdict {
        /** A threshold is not reached. */
        OPEN,
        /** Enough successes in a row. */
        PASSED,
        /** Enough failures in a row. */
        FAILED
    }

    private final Probe probe;
    private int successes;
    private int failures;

    ProbeCounter(Probe probe) {
        this.probe = probe;
    }

    Verdict record(boolean ok) {
        successes = ok ? successes + 1 : 0;
        failures = ok ? 0 : failures + 1;
        if (ok) {
            return successes >= or(probe.getSuccessThreshold(), 1) ? Verdict.PASSED : Verdict.OPEN;
        }
        return failures >= or(probe.getFailureThreshold(), DEFAULT_FAILURES) ? Verdict.FAILED : Verdict.OPEN;
    }

    Duration initialDelay() {
        return Duration.ofSeconds(or(probe.getInitialDelaySeconds(), 0));
    }

    Duration period() {
        return Duration.ofSeconds(Math.max(1, or(probe.getPeriodSeconds(), DEFAULT_PERIOD)));
    }

    static Duration timeout(Probe probe) {
        return Duration.ofSeconds(Math.max(1, or(probe.getTimeoutSeconds(), 1)));
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }
}

package dev.ddnn.operator.plan.rollout;

import dev.ddnn.contract.report.PodReport.LatencyCounts;
import dev.ddnn.contract.report.PodReport.RevisionCounts;
import dev.ddnn.contract.report.PodReport.RolloutCounts;
import dev.ddnn.operator.plan.rollout.RolloutPlan.GateLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges the target of a rollout by what the pods counted. A gate is judged as soon as there are samples enough for it; one that fails
 * is not forgiven by the others.
 */
final class Gates {
    private final GateLimits limits;
    private final Tally current;
    private final Tally target;
    private final long compared;
    private final long agreed;
    private final List<Verdict.Breached> breaches = new ArrayList<>();
    private final List<String> lacking = new ArrayList<>();

    private Gates(GateLimits limits, List<RolloutCounts> counts) {
        this.limits = limits;
        this.current = Tally.of(counts.stream().map(RolloutCounts::current));
        this.target = Tally.of(counts.stream().map(RolloutCounts::target));
        this.compared = sum(counts, RolloutCounts::compared);
        this.agreed = sum(counts, RolloutCounts::agreed);
    }

    /**
     * Judges.
     *
     * @param counts of each pod
     */
    static Verdict judge(@Nullable GateLimits limits, List<RolloutCounts> counts) {
        return limits == null ? new Verdict.Passed() : new Gates(limits, counts).verdict();
    }

    private Verdict verdict() {
        hasEnough(target.outcomes(), "samples of the new revision");
        most("maxErrorPercent", limits.maxErrorPercent(), target.outcomes(), target::errorPercent);
        most("maxDegradedPercent", limits.maxDegradedPercent(), target.answered(), target::degradedPercent);
        agreement();
        long both = Math.min(current.answered(), target.answered());
        most("maxExitShiftPoints", limits.maxExitShiftPoints(), both, () -> target.exitShift(current));
        long timed = Math.min(current.timed(), target.timed());
        most("maxP95IncreasePercent", limits.maxP95IncreasePercent(), timed, () -> target.p95Increase(current));
        if (!breaches.isEmpty()) {
            return breaches.get(0);
        }
        return lacking.isEmpty() ? new Verdict.Passed() : new Verdict.Undecided(lacking.get(0));
    }

    private void agreement() {
        Integer least = limits.minAgreementPercent();
        if (least != null && hasEnough(compared, "samples answered by both revisions")) {
            double percent = 100.0 * agreed / compared;
            if (percent < least) {
                breaches.add(new Verdict.Breached("minAgreementPercent", decimal(percent), String.valueOf(least)));
            }
        }
    }

    private void most(String gate, @Nullable Integer limit, long samples, Measure measure) {
        if (limit != null && hasEnough(samples, "samples for " + gate)) {
            double measured = measure.take();
            if (measured > limit) {
                breaches.add(new Verdict.Breached(gate, decimal(measured), String.valueOf(limit)));
            }
        }
    }

    private boolean hasEnough(long samples, String what) {
        if (samples < Math.max(1, limits.minSamples())) {
            lacking.add(limits.minSamples() + " " + what);
            return false;
        }
        return true;
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static long sum(List<RolloutCounts> counts, ToLongFunction<RolloutCounts> which) {
        return counts.stream().mapToLong(which).sum();
    }

    private interface Measure {
        double take();
    }

    /** What one revision did in all pods. */
    private record Tally(List<RevisionCounts> parts) {
        static Tally of(Stream<RevisionCounts> parts) {
            return new Tally(parts.toList());
        }

        long answered() {
            return parts.stream().mapToLong(RevisionCounts::answered).sum();
        }

        long outcomes() {
            return answered() + refused();
        }

        long timed() {
            return latency().total();
        }

        double errorPercent() {
            return 100.0 * refused() / outcomes();
        }

        double degradedPercent() {
            return 100.0 * parts.stream().mapToLong(RevisionCounts::degraded).sum() / answered();
        }

        /** The largest difference of an exit's share, in percentage points. */
        double exitShift(Tally other) {
            return Stream.of(this, other)
                    .flatMap(tally -> tally.parts.stream())
                    .flatMap(counts -> counts.exits().keySet().stream())
                    .distinct()
                    .mapToDouble(exit -> Math.abs(sharePercent(exit) - other.sharePercent(exit)))
                    .max()
                    .orElse(0);
        }

        double p95Increase(Tally other) {
            double before = other.latency().p95();
            return 100 * (latency().p95() - before) / before;
        }

        private long refused() {
            return parts.stream().mapToLong(RevisionCounts::refused).sum();
        }

        private double sharePercent(String exit) {
            return 100.0
                    * parts.stream()
                            .mapToLong(counts -> counts.exits().getOrDefault(exit, 0L))
                            .sum()
                    / answered();
        }

        private Histogram latency() {
            return new Histogram(parts.stream().map(RevisionCounts::latency).toList());
        }
    }

    /** Histograms of several pods, added. */
    private record Histogram(List<LatencyCounts> parts) {
        long total() {
            return parts.stream()
                    .flatMap(part -> part.counts().stream())
                    .mapToLong(Long::longValue)
                    .sum();
        }

        /** In milliseconds; linear inside a bucket, and the last bound for all that took longer. */
        double p95() {
            double rank = 0.95 * total();
            double below = 0;
            double lower = 0;
            for (int i = 0; i < LatencyCounts.UPPER_MILLIS.size(); i++) {
                double upper = LatencyCounts.UPPER_MILLIS.get(i);
                long here = count(i);
                if (here > 0 && below + here >= rank) {
                    return lower + (upper - lower) * (rank - below) / here;
                }
                below += here;
                lower = upper;
            }
            return lower;
        }

        private long count(int bucket) {
            return parts.stream()
                    .filter(part -> part.counts().size() > bucket)
                    .mapToLong(part -> part.counts().get(bucket))
                    .sum();
        }
    }
}

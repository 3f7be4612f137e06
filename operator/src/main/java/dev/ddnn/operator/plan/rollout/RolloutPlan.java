package dev.ddnn.operator.plan.rollout;

import dev.ddnn.api.v1alpha1.Defaults;
import dev.ddnn.api.v1alpha1.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the user wants a revision to take the place of another.
 *
 * @param steps with ascending percentages; empty: all samples at once, after every pod has loaded the revision
 * @param progressDeadline how long a rollout may stand still, the hold of a step not counted
 * @param paused no step up
 * @param gates absent: nothing is judged
 */
public record RolloutPlan(
        List<Step> steps,
        Duration progressDeadline,
        boolean paused,
        @Nullable GateLimits gates) {
    /** No steps and no gates. */
    public static final RolloutPlan AT_ONCE =
            new RolloutPlan(List.of(), Durations.parse(Defaults.PROGRESS_DEADLINE), false, null);

    private static final int ALL = 100;

    public RolloutPlan {
        steps = List.copyOf(steps);
    }

    /**
     * @param percent of the samples that the target answers, 1 to 100
     * @param hold how long at least
     */
    public record Step(int percent, Duration hold) {}

    /**
     * @param minSamples that a gate is judged on
     * @param maxExitShiftPoints how far the share of an exit may move, in percentage points; this and the others absent: not judged
     * @param minAgreementPercent of the samples that both revisions computed
     * @param maxP95IncreasePercent of the time to an answer
     * @param maxErrorPercent refused samples
     * @param maxDegradedPercent answers marked degraded
     */
    public record GateLimits(
            int minSamples,
            @Nullable Integer maxExitShiftPoints,
            @Nullable Integer minAgreementPercent,
            @Nullable Integer maxP95IncreasePercent,
            @Nullable Integer maxErrorPercent,
            @Nullable Integer maxDegradedPercent) {}

    /** The percentage after that one; 0: it was the last. */
    int after(int percent) {
        return steps.stream()
                .mapToInt(Step::percent)
                .filter(next -> next > percent)
                .findFirst()
                .orElse(percent < ALL ? ALL : 0);
    }

    /** How long that percentage is held at least: nothing if no step led to it. */
    Duration holdAt(int percent) {
        return leadingTo(percent).map(Step::hold).orElse(Duration.ZERO);
    }

    /** Whether a step led to that percentage. */
    boolean isStep(int percent) {
        return leadingTo(percent).isPresent();
    }

    /** Steps may have been changed on the way: then it is the highest one that is not above. All samples need a step that says so. */
    private Optional<Step> leadingTo(int percent) {
        return steps.stream()
                .filter(step -> percent == ALL ? step.percent() == ALL : step.percent() <= percent)
                .reduce((lower, higher) -> higher);
    }

    /** Which step, from 1, leads to that percentage; the last one for all that is above. 0: there are no steps, or it is 0. */
    int stepOf(int percent) {
        return percent == 0
                ? 0
                : IntStream.range(0, steps.size())
                        .filter(i -> steps.get(i).percent() >= percent)
                        .map(i -> i + 1)
                        .findFirst()
                        .orElse(steps.size());
    }
}

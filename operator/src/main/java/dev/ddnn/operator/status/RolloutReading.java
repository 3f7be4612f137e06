package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.RolloutStatus;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.rollout.Progress;
import dev.ddnn.operator.plan.rollout.Progress.Phase;
import dev.ddnn.operator.plan.rollout.RolloutState.Failure;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What status says of the way from one revision to another.
 *
 * @param current revision that answers; absent: none
 * @param complete whether every section has all its pods
 */
record RolloutReading(Planned plan, @Nullable String current, boolean complete) {
    /** Whether nothing more is to come: the target answers everywhere, or was given up. */
    boolean isAtRest() {
        Progress progress = plan.course().progress();
        return switch (progress.phase()) {
            case Done -> target().equals(current);
            case GivenUp -> progress.message().isEmpty();
            case Staging, Stepping, Paused, LoadFailing, Retiring -> false;
        };
    }

    /** Whether the target does not answer, and will not until the spec changes. */
    boolean isGivenUp() {
        return plan.course().progress().phase() == Phase.GivenUp;
    }

    void addTo(Conditions conditions) {
        if (plan.course().progress().phase() == Phase.Done && target().equals(current)) {
            conditions.isTrue(ConditionType.RolledOut, Reason.RolledOut, sentence());
        } else {
            conditions.isFalse(ConditionType.RolledOut, reason(), sentence());
        }
    }

    /** Why it is not rolled out. */
    Reason reason() {
        Progress progress = plan.course().progress();
        return switch (progress.phase()) {
            case Done, Staging, Stepping, Retiring -> Reason.InProgress;
            case Paused -> Reason.Paused;
            case LoadFailing -> Reason.LoadFailed;
            case GivenUp -> reason(progress.failure());
        };
    }

    private static Reason reason(@Nullable Failure failure) {
        if (failure == null) {
            return Reason.RolledBack;
        }
        return switch (failure.cause()) {
            case Gate -> Reason.RolledBack;
            case ProgressDeadline -> Reason.ProgressDeadlineExceeded;
        };
    }

    /** How far it is, for a person. */
    String sentence() {
        Progress progress = plan.course().progress();
        return switch (progress.phase()) {
            case Done -> done();
            case Staging -> "revision '" + target() + "' is on its way to the pods: " + progress.message();
            case LoadFailing -> "revision '" + target() + "' takes no samples: " + progress.message();
            case Stepping -> share(progress) + because(progress);
            case Paused -> "paused by the spec; " + share(progress) + because(progress);
            case Retiring -> "revision '" + plan.answering() + "' answers; " + progress.message();
            case GivenUp -> givenUp(progress);
        };
    }

    private String done() {
        if (target().equals(current)) {
            return "revision '" + target() + "' answers " + (complete ? "everywhere" : "in every pod that is ready");
        }
        return current == null
                ? "waiting for pods to report revision '" + target() + "'"
                : "the sections are others than those of revision '" + current + "': revision '" + target()
                        + "' replaces it at once, and samples may be refused until all pods have it";
    }

    private String share(Progress progress) {
        String step = progress.steps() == 0 ? "" : ", step " + progress.step() + " of " + progress.steps();
        return "revision '" + target() + "' answers " + progress.percent() + " % of the samples" + step;
    }

    private static String because(Progress progress) {
        return progress.message().isEmpty() ? "" : ": " + progress.message();
    }

    private String givenUp(Progress progress) {
        Failure failure = progress.failure();
        return "revision '" + target() + "' was rolled back and '" + plan.answering() + "' answers"
                + (failure == null ? "" : ": " + failure.message())
                + ". It is not tried again until the spec changes"
                + (progress.message().isEmpty() ? "" : "; " + progress.message());
    }

    /** The row of status; absent: there is nothing to tell. */
    @Nullable
    RolloutStatus row() {
        Progress progress = plan.course().progress();
        if (progress.phase() == Phase.Done) {
            return null;
        }
        Failure failure = progress.failure();
        String waits = failure == null ? progress.message() : failure.message();
        return new RolloutStatus(
                progress.step(),
                progress.steps(),
                progress.percent(),
                progress.stepStart() == null
                        ? null
                        : progress.stepStart().truncatedTo(ChronoUnit.SECONDS).toString(),
                failure == null ? null : failure.revision(),
                waits.isEmpty() ? null : Conditions.shortened(waits));
    }

    private String target() {
        return plan.target().name();
    }
}

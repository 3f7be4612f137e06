package dev.ddnn.operator.plan.rollout;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.rollout.RolloutState.Cause;
import dev.ddnn.operator.plan.rollout.RolloutState.Failure;
import java.util.Optional;

/** What status says of a rollout that went back: so it is not tried again though what was remembered of it is lost. */
final class ToldFailure {
    private static final String CONDITION = "RolledOut";

    private ToldFailure() {}

    /** Why that revision failed for the newest spec, if status says that it did. */
    static Optional<Failure> of(String revision, Observed observed) {
        DDNNStatus status = observed.status();
        if (status == null || status.rollout() == null || status.observedGeneration() == null) {
            return Optional.empty();
        }
        long generation = observed.ddnn().generation();
        boolean failed = status.observedGeneration() == generation
                && revision.equals(status.rollout().failedRevision());
        String message = status.rollout().message();
        return failed
                ? Optional.of(new Failure(
                        revision, generation, cause(status), message == null ? "" : message, null, null, null))
                : Optional.empty();
    }

    private static Cause cause(DDNNStatus status) {
        boolean late = status.conditions() != null
                && status.conditions().stream()
                        .anyMatch(condition -> CONDITION.equals(condition.getType())
                                && condition.getReason().startsWith(Cause.ProgressDeadline.name()));
        return late ? Cause.ProgressDeadline : Cause.Gate;
    }
}

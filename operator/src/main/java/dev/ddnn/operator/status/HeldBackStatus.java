package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.plan.DDNNPlan.Cause;
import dev.ddnn.operator.plan.DDNNPlan.Refused;
import dev.ddnn.operator.plan.DDNNPlan.Stage;
import dev.ddnn.operator.plan.DDNNPlan.Wait;
import dev.ddnn.operator.plan.DDNNPlan.Waiting;
import dev.ddnn.operator.validate.Violation;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The status of a DDNN whose spec could not be turned into children: what ran before goes on, and the rest of status goes on
 * saying so.
 */
public final class HeldBackStatus {
    private HeldBackStatus() {}

    /** Refused for good, until something changes. */
    public static DDNNStatus refused(Refused refused, @Nullable DDNNStatus before, long generation, Instant now) {
        String message = refused.violations().stream().map(Violation::sentence).collect(Collectors.joining(" | "));
        Reason reason = refused.stage() == Stage.Model ? Reason.ModelRefused : Reason.SpecRefused;
        var conditions = conditions(before, generation, now)
                .isFalse(ConditionType.Ready, reason, message)
                .isTrue(ConditionType.Stalled, reason, message)
                .isUnknown(ConditionType.SectionsReady, reason, "not looked at: the spec was refused");
        if (refused.stage() == Stage.Model) {
            conditions.isFalse(ConditionType.ModelResolved, reason, message);
        } else {
            conditions.isUnknown(ConditionType.ModelResolved, Reason.NotLookedAt, "the spec was refused");
        }
        return with(before, generation, conditions);
    }

    /** Waiting for something that may come. */
    public static DDNNStatus waiting(Waiting waiting, @Nullable DDNNStatus before, long generation, Instant now) {
        String message = waiting.waits().stream().map(Wait::message).collect(Collectors.joining(" | "));
        Cause first = waiting.waits().get(0).cause();
        var conditions = conditions(before, generation, now)
                .isTrue(ConditionType.Reconciling, reason(first), message)
                .isUnknown(ConditionType.SectionsReady, reason(first), "not looked at: " + message);
        if (first == Cause.Hub && answered(before, generation)) {
            conditions.isUnknown(ConditionType.Ready, reason(first), message);
        } else {
            conditions.isFalse(ConditionType.Ready, reason(first), message);
        }
        waiting.waits().stream()
                .filter(wait -> wait.cause() != Cause.Pool)
                .findFirst()
                .ifPresentOrElse(
                        wait -> conditions.isFalse(ConditionType.ModelResolved, reason(wait.cause()), wait.message()),
                        () -> conditions.isTrue(ConditionType.ModelResolved, Reason.ModelCut, "verified and cut"));
        return with(before, generation, conditions);
    }

    /** Whether this very generation has answered: it may well go on, though nobody can tell just now. */
    private static boolean answered(@Nullable DDNNStatus before, long generation) {
        return before != null
                && before.currentRevision() != null
                && Long.valueOf(generation).equals(before.observedGeneration());
    }

    /** An error of the environment; it is tried again. */
    public static DDNNStatus failed(String error, @Nullable DDNNStatus before, long generation, Instant now) {
        return with(
                before,
                generation,
                conditions(before, generation, now)
                        .isUnknown(ConditionType.Ready, Reason.ReconcileFailed, error)
                        .isTrue(ConditionType.Reconciling, Reason.ReconcileFailed, "trying again")
                        .keeping(ConditionType.ModelResolved)
                        .keeping(ConditionType.SectionsReady)
                        .keeping(ConditionType.Degraded));
    }

    private static Conditions conditions(@Nullable DDNNStatus before, long generation, Instant now) {
        return new Conditions(before == null ? null : before.conditions(), generation, now);
    }

    private static Reason reason(Cause cause) {
        return switch (cause) {
            case Pool -> Reason.PoolMissing;
            case ModelFetch -> Reason.ModelFetching;
            case Hub -> Reason.HubUnavailable;
        };
    }

    private static DDNNStatus with(@Nullable DDNNStatus before, long generation, Conditions conditions) {
        return before == null
                ? new DDNNStatus(generation, conditions.merged(), null, null, null, null)
                : new DDNNStatus(
                        generation,
                        conditions.merged(),
                        before.currentRevision(),
                        before.addresses(),
                        before.sections(),
                        before.sectionSummary());
    }
}

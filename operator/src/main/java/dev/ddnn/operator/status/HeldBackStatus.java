package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.plan.DDNNPlan.Cause;
import dev.ddnn.operator.plan.DDNNPlan.Refusal;
import dev.ddnn.operator.plan.DDNNPlan.Refused;
import dev.ddnn.operator.plan.DDNNPlan.Stage;
import dev.ddnn.operator.plan.DDNNPlan.Wait;
import dev.ddnn.operator.plan.DDNNPlan.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The status of a DDNN whose spec could not be turned into children: what ran before goes on, and the rest of status goes on
 * saying so.
 */
public final class HeldBackStatus {
    private HeldBackStatus() {}

    /** Refused for good, until something changes. */
    public static DDNNStatus refused(Refused refused, @Nullable DDNNStatus before, long generation, Instant now) {
        String message = Stream.concat(
                        refused.refusals().stream().map(HeldBackStatus::sentence),
                        refused.waits().stream().map(Wait::message))
                .collect(Collectors.joining(" | "));
        Reason reason = reason(refused.refusals().get(0).stage());
        var conditions = conditions(before, generation, now)
                .isFalse(ConditionType.Ready, reason, message)
                .isTrue(ConditionType.Stalled, reason, message)
                .keeping(ConditionType.RolledOut)
                .keeping(ConditionType.QuotaReserved)
                .isUnknown(ConditionType.SectionsReady, reason, "not looked at: the spec was refused");
        String model = sentences(refused, Stage.Model);
        if (!model.isEmpty()) {
            conditions.isFalse(ConditionType.ModelResolved, Reason.ModelRefused, model);
        } else if (!sentences(refused, Stage.Spec).isEmpty()) {
            conditions.isUnknown(ConditionType.ModelResolved, Reason.NotLookedAt, "the spec was refused");
        } else {
            resolved(conditions, refused.waits());
        }
        return with(before, generation, conditions);
    }

    private static String sentences(Refused refused, Stage stage) {
        return refused.refusals().stream()
                .filter(refusal -> refusal.stage() == stage)
                .map(HeldBackStatus::sentence)
                .collect(Collectors.joining(" | "));
    }

    private static String sentence(Refusal refusal) {
        return refusal.violation().sentence();
    }

    /** Waiting for something that may come. */
    public static DDNNStatus waiting(Waiting waiting, @Nullable DDNNStatus before, long generation, Instant now) {
        String message = waiting.waits().stream().map(Wait::message).collect(Collectors.joining(" | "));
        Cause first = waiting.waits().get(0).cause();
        var conditions = conditions(before, generation, now)
                .isTrue(ConditionType.Reconciling, reason(first), message)
                .keeping(ConditionType.RolledOut)
                .keeping(ConditionType.QuotaReserved)
                .isUnknown(ConditionType.SectionsReady, reason(first), "not looked at: " + message);
        if (!first.isOfPools() && first != Cause.ModelFetch && answered(before, generation)) {
            conditions.isUnknown(ConditionType.Ready, reason(first), message);
        } else {
            conditions.isFalse(ConditionType.Ready, reason(first), message);
        }
        resolved(conditions, waiting.waits());
        return with(before, generation, conditions);
    }

    /** What the waits say of the model: nothing means that it is there. */
    private static void resolved(Conditions conditions, List<Wait> waits) {
        waits.stream()
                .filter(wait -> !wait.cause().isOfPools() && !wait.cause().isOfQuotas())
                .findFirst()
                .ifPresentOrElse(
                        wait -> conditions.isFalse(ConditionType.ModelResolved, reason(wait.cause()), wait.message()),
                        () -> conditions.isTrue(ConditionType.ModelResolved, Reason.ModelCut, "verified and cut"));
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
                        .keeping(ConditionType.QuotaReserved)
                        .keeping(ConditionType.SectionsReady)
                        .keeping(ConditionType.RolledOut)
                        .keeping(ConditionType.Degraded));
    }

    private static Conditions conditions(@Nullable DDNNStatus before, long generation, Instant now) {
        return new Conditions(before == null ? null : before.conditions(), generation, now);
    }

    static Reason reason(Cause cause) {
        return switch (cause) {
            case Pool -> Reason.PoolMissing;
            case KubeEdge -> Reason.KubeEdgeMissing;
            case NodeGroup -> Reason.NodeGroupMissing;
            case PoolNodes -> Reason.PoolEmpty;
            case ModelFetch -> Reason.ModelFetching;
            case Hub -> Reason.HubUnavailable;
            case Upload -> Reason.UploadMissing;
            case Credentials -> Reason.CredentialsRefused;
            case Source -> Reason.SourceUnavailable;
            case Identity -> Reason.OperatorRefused;
            case QuotaPending -> Reason.QuotaPending;
            case QuotaExceeded -> Reason.QuotaExceeded;
            case NativeQuota -> Reason.ObjectsRefused;
        };
    }

    private static Reason reason(Stage stage) {
        return switch (stage) {
            case Spec -> Reason.SpecRefused;
            case Tiers -> Reason.TiersGoDown;
            case Access -> Reason.PoolForbidden;
            case Model -> Reason.ModelRefused;
        };
    }

    private static DDNNStatus with(@Nullable DDNNStatus before, long generation, Conditions conditions) {
        return before == null
                ? new DDNNStatus(generation, conditions.merged(), null, null, null, null)
                : new DDNNStatus(
                        generation,
                        conditions.merged(),
                        before.currentRevision(),
                        before.targetRevision(),
                        before.rollout(),
                        before.addresses(),
                        before.sections(),
                        before.sectionSummary(),
                        before.exitSummary(),
                        before.exitSummaryTime(),
                        before.quota());
    }
}

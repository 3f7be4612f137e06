package dev.ddnn.operator.events;

import dev.ddnn.api.v1alpha1.Assignment;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.RolloutStatus;
import dev.ddnn.operator.plan.quota.Page;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import dev.ddnn.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that changed between two statuses and is worth telling.
 *
 * @param warning somebody should look
 * @param note one sentence for a person
 */
public record Transition(boolean warning, Reason reason, String note) {
    private static final List<ConditionType> TOLD = List.of(
            ConditionType.ModelResolved,
            ConditionType.QuotaReserved,
            ConditionType.WithinBudget,
            ConditionType.Ready,
            ConditionType.Stalled,
            ConditionType.RolledOut,
            ConditionType.Degraded);

    private static final Set<Reason> QUIET_STARTS = EnumSet.of(Reason.SectionsNotReady, Reason.WithinLimits);

    private static final Set<Reason> REFUSALS = EnumSet.of(
            Reason.SpecRefused,
            Reason.ModelRefused,
            Reason.TiersGoDown,
            Reason.PoolForbidden,
            Reason.NameTaken,
            Reason.HostPortForbidden);

    private static final Set<Reason> SETBACKS =
            EnumSet.of(Reason.RolledBack, Reason.ProgressDeadlineExceeded, Reason.LoadFailed);

    /**
     * Everything worth telling, in the order of the conditions. What belongs together is told once: when something answers for the first
     * time, Ready says which revision it is. That pods are only now started is no news.
     *
     * @param before absent: the first status
     */
    public static List<Transition> between(@Nullable DDNNStatus before, DDNNStatus after) {
        var transitions = new ArrayList<Transition>();
        boolean answered = before != null && before.currentRevision() != null;
        for (ConditionType type : TOLD) {
            Optional<Condition> old = Conditions.find(before == null ? null : before.conditions(), type);
            Conditions.find(after.conditions(), type)
                    .filter(now -> isNews(type, old, now) && (answered || !isFirstRollout(type, now)))
                    .map(now -> of(type, now))
                    .ifPresent(transitions::add);
        }
        revision(before, after).ifPresent(transitions::add);
        step(before, after).ifPresent(transitions::add);
        transitions.addAll(moves(before, after));
        return List.copyOf(transitions);
    }

    /** What was put right in the ledger of a quota, and what was counted that had not asked. */
    public static List<Transition> ofLedger(Page page) {
        return Stream.concat(
                        page.repairs().stream().map(repair -> new Transition(true, Reason.LedgerRepaired, repair)),
                        page.counted().stream().map(growth -> new Transition(false, Reason.GrowthCounted, growth)))
                .toList();
    }

    /** Budgets of a quota that are used up now, or are no more. */
    public static List<Transition> ofBudgets(DDNNQuotaStatus before, DDNNQuotaStatus after) {
        return of(ConditionType.WithinBudget, before, after);
    }

    /**
     * That a quota is above its limits now, or is no more.
     *
     * @param before absent: the first status
     */
    public static List<Transition> ofLimits(@Nullable DDNNQuotaStatus before, DDNNQuotaStatus after) {
        return of(ConditionType.Ready, before, after);
    }

    private static List<Transition> of(ConditionType type, @Nullable DDNNQuotaStatus before, DDNNQuotaStatus after) {
        Optional<Condition> old = Conditions.find(before == null ? null : before.conditions(), type);
        return Conditions.find(after.conditions(), type)
                .filter(now -> isNews(type, old, now))
                .map(now -> of(type, now))
                .stream()
                .toList();
    }

    private static boolean isNews(ConditionType type, Optional<Condition> old, Condition now) {
        boolean same = old.filter(condition -> condition.getStatus().equals(now.getStatus())
                        && condition.getReason().equals(now.getReason()))
                .isPresent();
        // A condition that starts out as it should be is no news.
        boolean quietStart = old.isEmpty()
                && (type == ConditionType.RolledOut
                        || type == ConditionType.ModelResolved && "True".equals(now.getStatus())
                        || type == ConditionType.WithinBudget && "True".equals(now.getStatus())
                        || type == ConditionType.Ready && QUIET_STARTS.contains(Reason.valueOf(now.getReason()))
                        || type == ConditionType.Degraded && "False".equals(now.getStatus()));
        // Stalled says it already, or RolledOut, QuotaReserved or WithinBudget does; Ready says that nothing answers,
        // and that all does.
        boolean saidElsewhere = type == ConditionType.Ready && (isRefusal(now) || isOfQuota(now))
                || type == ConditionType.Stalled && isSetback(now)
                || type == ConditionType.Degraded
                        && (Reason.UplinkBudgetSpent.name().equals(now.getReason()) || isStill(old, now));
        boolean justAsked = Reason.QuotaPending.name().equals(now.getReason());
        return !same && !quietStart && !saidElsewhere && !justAsked;
    }

    /** It is no more degraded than before, for another reason. */
    private static boolean isStill(Optional<Condition> old, Condition now) {
        return "False".equals(now.getStatus())
                && old.filter(condition -> condition.getStatus().equals(now.getStatus()))
                        .isPresent();
    }

    /** The first revision replaces none. */
    private static boolean isFirstRollout(ConditionType type, Condition now) {
        return type == ConditionType.RolledOut && "True".equals(now.getStatus());
    }

    private static boolean isOfQuota(Condition condition) {
        return Reason.QuotaExceeded.name().equals(condition.getReason());
    }

    private static boolean isSetback(Condition condition) {
        return SETBACKS.contains(Reason.valueOf(condition.getReason()));
    }

    private static boolean isRefusal(Condition condition) {
        return REFUSALS.contains(Reason.valueOf(condition.getReason()));
    }

    private static Transition of(ConditionType type, Condition now) {
        boolean isTrue = "True".equals(now.getStatus());
        boolean bad = type == ConditionType.Stalled || type == ConditionType.Degraded;
        boolean warning = type == ConditionType.RolledOut ? isSetback(now) : bad == isTrue;
        return new Transition(
                warning, Reason.valueOf(now.getReason()), type + "=" + now.getStatus() + ": " + now.getMessage());
    }

    private static Optional<Transition> revision(@Nullable DDNNStatus before, DDNNStatus after) {
        String old = before == null ? null : before.currentRevision();
        String now = after.currentRevision();
        return now == null || old == null || now.equals(old)
                ? Optional.empty()
                : Optional.of(new Transition(
                        false,
                        Reason.RevisionAnswers,
                        "revision '" + now + "' answers now, before it was '" + old + "'"));
    }

    private static Optional<Transition> step(@Nullable DDNNStatus before, DDNNStatus after) {
        RolloutStatus now = after.rollout();
        int percent = percent(after);
        return now == null || percent == 0 || percent == percent(before)
                ? Optional.empty()
                : Optional.of(new Transition(
                        false,
                        Reason.RolloutStep,
                        "revision '" + after.targetRevision() + "' answers " + percent + " % of the samples now"
                                + (now.steps() == null || now.steps() == 0
                                        ? ""
                                        : ", step " + now.step() + " of " + now.steps())));
    }

    private static int percent(@Nullable DDNNStatus status) {
        RolloutStatus rollout = status == null ? null : status.rollout();
        return rollout == null || rollout.percent() == null ? 0 : rollout.percent();
    }

    private static List<Transition> moves(@Nullable DDNNStatus before, DDNNStatus after) {
        Map<String, String> old = nodes(before);
        var moves = new ArrayList<Transition>();
        nodes(after).forEach((branch, node) -> {
            String from = old.get(branch);
            if (from != null && !from.equals(node)) {
                moves.add(new Transition(
                        true,
                        Reason.BranchMoved,
                        "branch '" + branch + "' moves from node '" + from + "' to '" + node + "'"));
            }
        });
        return moves;
    }

    private static Map<String, String> nodes(@Nullable DDNNStatus status) {
        var nodes = new HashMap<String, String>();
        if (status != null && status.sections() != null) {
            for (var section : status.sections()) {
                List<Assignment> assignments = section.assignments();
                for (Assignment assignment : assignments == null ? List.<Assignment>of() : assignments) {
                    nodes.put(section.name() + "/" + assignment.branch(), String.valueOf(assignment.node()));
                }
            }
        }
        return nodes;
    }
}

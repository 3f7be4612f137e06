package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.plan.SectionPlan.Layout;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Assembles the status of a DDNN whose plan was applied. */
public final class StatusAssembler {
    private StatusAssembler() {}

    /**
     * @param now becomes the transition time of conditions that changed
     */
    public static DDNNStatus assemble(Planned plan, Observed observed, ApplyReport report, Instant now) {
        List<SectionHealth> health = plan.sections().stream()
                .map(section -> SectionReading.of(plan, section, observed))
                .toList();
        String current = plan.current();
        DDNNStatus before = observed.status();
        var conditions = new Conditions(
                before == null ? null : before.conditions(), plan.ddnn().generation(), now);
        var model = ModelReading.of(plan, observed);
        model.addTo(conditions);
        var rollout = new RolloutReading(plan, current, health.stream().allMatch(SectionHealth::isComplete));
        rollout.addTo(conditions);
        readiness(conditions, rollout, health, model, report);
        replacement(conditions, plan, observed);
        ExitShares exits = ExitShares.of(plan, observed, now);
        return new DDNNStatus(
                plan.ddnn().generation(),
                conditions.merged(),
                current,
                plan.target().name(),
                rollout.row(),
                Addresses.of(plan, observed),
                health.stream().map(SectionHealth::row).toList(),
                health.stream().map(SectionHealth::summary).collect(Collectors.joining(" ")),
                exits.summary(),
                exits.time(),
                before == null ? null : before.quota());
    }

    private static void readiness(
            Conditions conditions,
            RolloutReading rollout,
            List<SectionHealth> health,
            ModelReading model,
            ApplyReport report) {
        String missing = health.stream()
                .filter(section -> !section.isComplete())
                .map(SectionHealth::shortage)
                .collect(Collectors.joining("; "));
        Optional<Outdated> outdated = outdated(health);
        boolean enough = health.stream().allMatch(SectionHealth::isEnough) && rollout.current() != null;
        boolean complete = health.stream().allMatch(SectionHealth::isComplete);
        if (!enough) {
            String pods = joined(
                    missing.isEmpty()
                            ? "waiting for pods to report revision '"
                                    + rollout.plan().answering() + "'"
                            : missing,
                    outdated);
            String why = model.reason() == null ? pods : model.message() + "; " + pods;
            Reason reason = reason(
                    health,
                    section -> !section.isEnough(),
                    Objects.requireNonNullElse(model.reason(), Reason.SectionsNotReady));
            conditions.isFalse(ConditionType.SectionsReady, reason, why);
            conditions.isFalse(ConditionType.Degraded, Reason.NotServing, "does not answer, see Ready");
            notReady(conditions, report, reason, why);
        } else if (complete) {
            conditions.isTrue(
                    ConditionType.SectionsReady,
                    outdated.map(Outdated::reason).orElse(Reason.AllPodsReady),
                    joined("every section has all its pods", outdated));
            conditions.isFalse(ConditionType.Degraded, Reason.AllPodsReady, "every section has all its pods");
            ready(conditions, rollout, report, outdated);
        } else {
            Reason reason = reason(health, section -> !section.isComplete(), Reason.PodsAway);
            conditions.isTrue(
                    ConditionType.SectionsReady, reason, "every section has enough pods: " + joined(missing, outdated));
            conditions.isTrue(ConditionType.Degraded, reason, missing);
            ready(conditions, rollout, report, outdated);
        }
    }

    /** Of all sections together, in one sentence; the gravest reason, or the first from the bottom. */
    private static Optional<Outdated> outdated(List<SectionHealth> health) {
        List<SectionHealth> some =
                health.stream().filter(section -> section.outdated() != null).toList();
        List<Outdated> each = some.stream().map(SectionHealth::outdated).toList();
        return each.stream()
                .filter(Outdated::isStalled)
                .findFirst()
                .or(() -> each.stream().findFirst())
                .map(first -> new Outdated(
                        first.reason(),
                        some.stream()
                                .map(section -> "section '" + section.section().name() + "': "
                                        + Objects.requireNonNull(section.outdated())
                                                .message())
                                .collect(Collectors.joining("; "))));
    }

    private static String joined(String message, Optional<Outdated> outdated) {
        return message + outdated.map(old -> "; " + old.message()).orElse("");
    }

    /** New pods beside old ones that serve: nothing is missing, and yet it is not over. */
    private static void replacement(Conditions conditions, Planned plan, Observed observed) {
        List<String> sections = plan.sections().stream()
                .filter(section -> section.layout() == Layout.Replicated)
                .map(SectionPlan::name)
                .toList();
        String waiting = observed.workloads().stream()
                .filter(workload -> !workload.settled() && sections.contains(workload.section()))
                .map(workload -> "waiting for the new pods of section '" + workload.section() + "'"
                        + trouble(observed, workload))
                .collect(Collectors.joining("; "));
        boolean told = Stream.of(ConditionType.Reconciling, ConditionType.Stalled)
                .anyMatch(type -> Conditions.find(conditions.merged(), type).isPresent());
        if (!waiting.isEmpty() && !told) {
            conditions.isTrue(ConditionType.Reconciling, Reason.Applying, waiting);
        }
    }

    private static String trouble(Observed observed, Observed.Workload workload) {
        return Optional.ofNullable(workload.refusal())
                .or(() -> observed.podsOf(workload.section())
                        .filter(pod -> !pod.ready())
                        .flatMap(pod -> Optional.ofNullable(pod.trouble()).stream())
                        .findFirst())
                .map(why -> " (" + why + ")")
                .orElse("");
    }

    /** The first reason, from the bottom, of a section that lacks pods. */
    private static Reason reason(List<SectionHealth> health, Predicate<SectionHealth> lacks, Reason otherwise) {
        return health.stream()
                .filter(lacks)
                .flatMap(section -> Optional.ofNullable(section.reason()).stream())
                .findFirst()
                .orElse(otherwise);
    }

    private static void notReady(Conditions conditions, ApplyReport report, Reason reason, String why) {
        if (!report.taken().isEmpty()) {
            taken(conditions, report);
            return;
        }
        conditions.isFalse(ConditionType.Ready, reason, why);
        if (reason == Reason.HostPortForbidden) {
            conditions.isTrue(ConditionType.Stalled, reason, why);
        } else {
            conditions.isTrue(ConditionType.Reconciling, reason, "waiting for pods");
        }
    }

    /** Pods of an older template answer as well, with the same revision: see {@link Outdated}. */
    private static void ready(
            Conditions conditions, RolloutReading rollout, ApplyReport report, Optional<Outdated> outdated) {
        if (!report.taken().isEmpty()) {
            taken(conditions, report);
            return;
        }
        String answers = "revision '" + rollout.current() + "' answers";
        conditions.isTrue(ConditionType.Ready, Reason.Serving, joined(answers, outdated));
        if (!rollout.isAtRest()) {
            conditions.isTrue(ConditionType.Reconciling, Reason.RevisionMoving, rollout.sentence());
        } else if (outdated.filter(Outdated::isStalled).isPresent()) {
            // Before what is held back until these pods are new: no waiting helps.
            Outdated old = outdated.get();
            conditions.isTrue(ConditionType.Stalled, old.reason(), old.message());
        } else if (report.isBusy()) {
            conditions.isTrue(ConditionType.Reconciling, Reason.Applying, report.summary());
        } else if (rollout.isGivenUp()) {
            conditions.isTrue(ConditionType.Stalled, rollout.reason(), rollout.sentence());
        }
    }

    private static void taken(Conditions conditions, ApplyReport report) {
        String taken = String.join("; ", report.taken());
        conditions.isFalse(ConditionType.Ready, Reason.NameTaken, taken);
        conditions.isTrue(ConditionType.Stalled, Reason.NameTaken, taken);
    }
}

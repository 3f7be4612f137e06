package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.Address;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Names;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.SectionPlan;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Assembles the status of a DDNN whose plan was applied. */
public final class StatusAssembler {
    private StatusAssembler() {}

    /**
     * @param now becomes the transition time of conditions that changed
     */
    public static DDNNStatus assemble(Planned plan, Observed observed, ApplyReport report, Instant now) {
        List<SectionHealth> health = plan.sections().stream()
                .map(section -> SectionHealth.of(plan, section, observed))
                .toList();
        String current = currentRevision(plan, observed);
        DDNNStatus before = observed.status();
        var conditions = new Conditions(
                before == null ? null : before.conditions(), plan.ddnn().generation(), now);
        conditions.isTrue(ConditionType.ModelResolved, Reason.ModelCut, resolved(plan));
        readiness(conditions, plan, health, current, report);
        return new DDNNStatus(
                plan.ddnn().generation(),
                conditions.merged(),
                current,
                addresses(plan),
                health.stream().map(SectionHealth::row).toList(),
                health.stream().map(SectionHealth::summary).collect(Collectors.joining(" ")));
    }

    private static void readiness(
            Conditions conditions,
            Planned plan,
            List<SectionHealth> health,
            @Nullable String current,
            ApplyReport report) {
        String missing = health.stream()
                .filter(section -> !section.isComplete())
                .map(section ->
                        "section '" + section.section().name() + "' has " + section.ready() + " of " + section.desired()
                                + " pods ready" + (section.message() == null ? "" : " (" + section.message() + ")"))
                .collect(Collectors.joining("; "));
        boolean enough = health.stream().allMatch(SectionHealth::isEnough) && current != null;
        boolean complete = health.stream().allMatch(SectionHealth::isComplete);
        if (!enough) {
            String why = missing.isEmpty() ? "waiting for pods to report revision '" + plan.answering() + "'" : missing;
            conditions.isFalse(ConditionType.SectionsReady, Reason.SectionsNotReady, why);
            conditions.isFalse(ConditionType.Degraded, Reason.NotServing, "does not answer, see Ready");
        } else if (complete) {
            conditions.isTrue(ConditionType.SectionsReady, Reason.AllPodsReady, "every section has all its pods");
            conditions.isFalse(ConditionType.Degraded, Reason.AllPodsReady, "every section has all its pods");
        } else {
            conditions.isTrue(
                    ConditionType.SectionsReady, Reason.PodsAway, "every section has enough pods: " + missing);
            conditions.isTrue(ConditionType.Degraded, Reason.PodsAway, missing);
        }
        ready(conditions, plan, enough, missing, current, report);
    }

    private static void ready(
            Conditions conditions,
            Planned plan,
            boolean enough,
            String missing,
            @Nullable String current,
            ApplyReport report) {
        if (!report.taken().isEmpty()) {
            String taken = String.join("; ", report.taken());
            conditions.isFalse(ConditionType.Ready, Reason.NameTaken, taken);
            conditions.isTrue(ConditionType.Reconciling, Reason.NameTaken, taken);
        } else if (!enough) {
            String why = missing.isEmpty() ? "waiting for pods to report revision '" + plan.answering() + "'" : missing;
            conditions.isFalse(ConditionType.Ready, Reason.SectionsNotReady, why);
            conditions.isTrue(ConditionType.Reconciling, Reason.SectionsNotReady, "waiting for pods");
        } else {
            conditions.isTrue(ConditionType.Ready, Reason.Serving, "revision '" + current + "' answers");
            if (plan.moving() || !plan.target().name().equals(current)) {
                conditions.isTrue(
                        ConditionType.Reconciling,
                        Reason.RevisionMoving,
                        "revision '" + plan.target().name() + "' is on its way to the pods");
            } else if (report.isBusy()) {
                conditions.isTrue(ConditionType.Reconciling, Reason.Applying, report.summary());
            }
        }
    }

    private static String resolved(Planned plan) {
        int branches = plan.sections().stream()
                .mapToInt(section -> section.branches().size())
                .sum();
        return "model sha256:" + plan.intent().source().sha256() + " is cut into "
                + plan.sections().size() + " sections with " + branches + " branches";
    }

    /** What answers: what the deciding section is told to take, once its ready pods all say that they follow. */
    private static @Nullable String currentRevision(Planned plan, Observed observed) {
        String deciding = plan.target().decidingSection();
        SectionPlan section = plan.sections().stream()
                .filter(candidate -> candidate.name().equals(deciding))
                .findFirst()
                .orElseThrow();
        List<PodState> ready = observed.podsOf(deciding).filter(PodState::ready).toList();
        boolean followed = !ready.isEmpty()
                && ready.stream().allMatch(pod -> observed.reportOf(pod)
                        .map(PodReport::configHash)
                        .filter(section.configHash()::equals)
                        .isPresent());
        String before = observed.status() == null ? null : observed.status().currentRevision();
        return followed ? plan.answering() : before;
    }

    private static List<Address> addresses(Planned plan) {
        SectionPlan bottom = plan.sections().get(0);
        return bottom.branches().stream()
                .map(branch -> new Address(
                        branch.branch(),
                        "http://"
                                + Names.branchHost(
                                        plan.ddnn().namespace(), plan.ddnn().name(), bottom.name(), branch.branch())
                                + ":" + Names.HTTP_PORT))
                .toList();
    }
}

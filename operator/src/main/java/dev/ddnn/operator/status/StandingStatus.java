package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.SectionStatus;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.DDNNPlan.Wait;
import dev.ddnn.operator.plan.DDNNPlan.Waiting;
import dev.ddnn.operator.plan.Observed;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The status of a DDNN whose spec waits for room in a quota, ours or Kubernetes' own, while what was applied before goes on. Whether that answers is read
 * from what stands, as for any other DDNN; that the spec waits is said besides.
 */
public final class StandingStatus {
    private StandingStatus() {}

    /**
     * Nothing of the plan is applied.
     *
     * @param waiting why not: one wait
     */
    public static DDNNStatus waiting(Planned plan, Observed observed, Waiting waiting, Instant now) {
        Wait wait = waiting.waits().get(0);
        DDNNStatus before = observed.status();
        long generation = plan.ddnn().generation();
        String current = plan.current();
        if (before == null || current == null) {
            return HeldBackStatus.waiting(waiting, before, generation, now);
        }
        List<SectionStatus> rows = before.sections() == null ? List.of() : before.sections();
        List<StandingSection> sections = StandingSection.all(observed, rows);
        List<SectionStatus> shown =
                rows.stream().map(row -> shown(row, sections)).toList();
        var conditions = new Conditions(before.conditions(), generation, now)
                .isTrue(ConditionType.Reconciling, HeldBackStatus.reason(wait.cause()), wait.message());
        ModelReading.of(plan, observed).addTo(conditions);
        readiness(conditions, current, sections, wait);
        rollout(conditions, plan, current, sections, wait);
        return new DDNNStatus(
                generation,
                conditions.merged(),
                current,
                plan.target().name(),
                before.rollout(),
                before.addresses(),
                shown,
                shown.stream().map(StandingStatus::summary).collect(Collectors.joining(" ")),
                before.exitSummary(),
                before.exitSummaryTime(),
                before.quota());
    }

    /** A row stays though nobody tells its pods anything: where its branches are stands there. */
    private static SectionStatus shown(SectionStatus row, List<StandingSection> sections) {
        return sections.stream()
                .map(StandingSection::row)
                .filter(standing -> Objects.equals(standing.name(), row.name()))
                .findFirst()
                .orElse(row);
    }

    private static String summary(SectionStatus row) {
        return row.name() + " " + row.ready() + "/" + row.desired();
    }

    private static void readiness(Conditions conditions, String current, List<StandingSection> sections, Wait wait) {
        String missing = sections.stream()
                .filter(section -> !section.isComplete())
                .map(StandingSection::shortage)
                .collect(Collectors.joining("; "));
        String waits = "; what the spec wants waits: " + wait.message();
        if (sections.isEmpty() || !sections.stream().allMatch(StandingSection::isEnough)) {
            String why = missing.isEmpty() ? "nothing is left of revision '" + current + "'" : missing;
            conditions
                    .isFalse(ConditionType.SectionsReady, Reason.SectionsNotReady, why)
                    .isFalse(ConditionType.Degraded, Reason.NotServing, "does not answer, see Ready")
                    .isFalse(ConditionType.Ready, Reason.SectionsNotReady, why + waits);
            return;
        }
        conditions.isTrue(ConditionType.Ready, Reason.Serving, "revision '" + current + "' answers" + waits);
        if (missing.isEmpty()) {
            conditions
                    .isTrue(ConditionType.SectionsReady, Reason.AllPodsReady, "every section has all its pods")
                    .isFalse(ConditionType.Degraded, Reason.AllPodsReady, "every section has all its pods");
        } else {
            conditions
                    .isTrue(ConditionType.SectionsReady, Reason.PodsAway, "every section has enough pods: " + missing)
                    .isTrue(ConditionType.Degraded, Reason.PodsAway, missing);
        }
    }

    private static void rollout(
            Conditions conditions, Planned plan, String current, List<StandingSection> sections, Wait wait) {
        var rollout = new RolloutReading(plan, current, sections.stream().allMatch(StandingSection::isComplete));
        if (rollout.isAtRest()) {
            rollout.addTo(conditions);
        } else {
            conditions.isFalse(
                    ConditionType.RolledOut,
                    Reason.InProgress,
                    "revision '" + plan.target().name() + "' waits: " + wait.message());
        }
    }
}

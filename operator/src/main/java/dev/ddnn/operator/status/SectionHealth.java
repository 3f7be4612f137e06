package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.Assignment;
import dev.ddnn.api.v1alpha1.SectionStatus;
import dev.ddnn.operator.plan.SectionPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one section stands.
 *
 * @param ready pods, or branches or nodes where each has its own pod, that can answer
 * @param desired how many there should be
 * @param quorum how many are needed for an answer
 * @param offline how many of the desired ones are on nodes that are not ready
 * @param reason why not all are ready, if it is more than that they are not there yet
 * @param message what is missing, as a sentence; absent: nothing
 * @param outdated why pods of an older template stay; absent: none do, or they are being replaced
 */
record SectionHealth(
        SectionPlan section,
        int ready,
        int desired,
        int quorum,
        int offline,
        @Nullable Reason reason,
        @Nullable String message,
        @Nullable Outdated outdated) {

    boolean isEnough() {
        return ready >= quorum;
    }

    boolean isComplete() {
        return ready >= desired && isEnough();
    }

    String summary() {
        return section.name() + " " + ready + "/" + desired;
    }

    /** What is missing, for a condition. */
    String shortage() {
        return "section '" + section.name() + "' has " + ready + " of " + desired + " pods ready"
                + (message == null ? "" : " (" + message + ")");
    }

    SectionStatus row() {
        List<Assignment> assignments = section.branches().stream()
                .filter(branch -> branch.node() != null)
                .map(branch -> new Assignment(branch.branch(), branch.node()))
                .toList();
        return new SectionStatus(
                section.name(),
                section.pool().name(),
                ready,
                desired,
                offline == 0 ? null : offline,
                assignments.isEmpty() ? null : assignments,
                remark());
    }

    private @Nullable String remark() {
        if (outdated == null) {
            return message;
        }
        return message == null ? outdated.message() : Conditions.shortened(message + "; " + outdated.message());
    }
}

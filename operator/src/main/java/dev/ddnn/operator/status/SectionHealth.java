package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.Assignment;
import dev.ddnn.api.v1alpha1.SectionStatus;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.operator.plan.BranchAssignment;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Names;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.plan.SectionPlan.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one section stands.
 *
 * @param ready pods, or branches where each has its own pod, that can answer
 * @param desired how many there should be
 * @param quorum how many are needed for an answer
 * @param message what is missing, as a sentence; absent: nothing
 */
record SectionHealth(
        SectionPlan section,
        int ready,
        int desired,
        int quorum,
        @Nullable String message) {
    static SectionHealth of(Planned plan, SectionPlan section, Observed observed) {
        List<PodState> serving = observed.podsOf(section.name())
                .filter(pod -> serves(pod, plan.answering(), observed))
                .toList();
        String message = message(plan, section, observed, serving);
        if (section.layout() == Layout.PodPerBranch) {
            int ready = (int) section.branches().stream()
                    .filter(branch ->
                            serving.stream().anyMatch(pod -> pod.branch().equals(branch.branch())))
                    .count();
            int desired = section.branches().size();
            return new SectionHealth(section, ready, desired, section.quorum(), ready < desired ? message : null);
        }
        int desired = desired(plan, section, observed);
        int ready = Math.min(serving.size(), desired);
        return new SectionHealth(section, ready, desired, 1, ready < desired || desired == 0 ? message : null);
    }

    boolean isEnough() {
        return ready >= quorum;
    }

    boolean isComplete() {
        return ready >= desired && isEnough();
    }

    String summary() {
        return section.name() + " " + ready + "/" + desired;
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
                assignments.isEmpty() ? null : assignments,
                message);
    }

    /**
     * A ready pod serves if it says that the revision is loaded. One that says nothing is believed only while nothing changes: the
     * revision already answered when status was last written.
     */
    private static boolean serves(PodState pod, String revision, Observed observed) {
        if (!pod.ready()) {
            return false;
        }
        return observed.reportOf(pod)
                .map(report -> isLoaded(report, revision))
                .orElseGet(() -> observed.status() != null
                        && revision.equals(observed.status().currentRevision()));
    }

    private static boolean isLoaded(PodReport report, String revision) {
        return report.revisions().stream()
                .anyMatch(state -> state.revision().equals(revision) && state.state() == State.Loaded);
    }

    private static int desired(Planned plan, SectionPlan section, Observed observed) {
        if (section.layout() == Layout.SinglePod) {
            return 1;
        }
        Integer claimed = section.intent().replicas();
        String name = Names.section(plan.ddnn().name(), section.name());
        return claimed != null
                ? claimed
                : observed.workloads().stream()
                        .filter(workload -> workload.name().equals(name))
                        .findFirst()
                        .map(Observed.Workload::replicas)
                        .orElse(1);
    }

    private static @Nullable String message(
            Planned plan, SectionPlan section, Observed observed, List<PodState> serving) {
        var parts = new ArrayList<String>();
        for (BranchAssignment branch : section.branches()) {
            if (branch.waitingFor() != null) {
                parts.add(branch.waitingFor());
            } else if (serving.stream().noneMatch(pod -> pod.branch().equals(branch.branch()))) {
                parts.add(away(plan, section, observed, branch));
            }
        }
        return parts.isEmpty() ? null : Conditions.shortened(String.join("; ", parts));
    }

    private static String away(Planned plan, SectionPlan section, Observed observed, BranchAssignment branch) {
        Optional<Observed.Node> node = section.pool().nodes().stream()
                .filter(candidate -> candidate.name().equals(branch.node()))
                .findFirst();
        if (node.isPresent() && !node.get().ready()) {
            return "branch '" + branch.branch() + "' is away: node '" + branch.node() + "' is not ready";
        }
        Optional<PodState> pod = observed.podsOf(section.name())
                .filter(candidate -> candidate.branch().equals(branch.branch()))
                .findFirst();
        Optional<String> failure = pod.flatMap(observed::reportOf).flatMap(SectionHealth::failure);
        String who = section.layout() == Layout.PodPerBranch
                ? "branch '" + branch.branch() + "' is not ready"
                : "no pod is ready";
        return who
                + pod.flatMap(candidate -> Optional.ofNullable(candidate.trouble()))
                        .or(() -> failure)
                        .map(trouble -> ": " + trouble)
                        .orElse(" with revision '" + plan.answering() + "' yet");
    }

    private static Optional<String> failure(PodReport report) {
        return Optional.ofNullable(report.configError()).or(() -> report.revisions().stream()
                .filter(state -> state.state() == State.Failed)
                .findFirst()
                .map(state -> "revision '" + state.revision() + "' failed: " + state.message()));
    }
}

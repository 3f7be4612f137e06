package dev.ddnn.operator.status;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Names;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.SectionPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Counts a section's pods: by branch, by node, or as they are. */
final class SectionReading {
    private final Planned plan;
    private final SectionPlan section;
    private final Observed observed;
    private final List<PodState> serving;
    private final SectionShortage shortage;

    private SectionReading(Planned plan, SectionPlan section, Observed observed) {
        this.plan = plan;
        this.section = section;
        this.observed = observed;
        this.serving = observed.podsOf(section.name()).filter(this::serves).toList();
        this.shortage = new SectionShortage(plan.answering(), section, observed, serving);
    }

    static SectionHealth of(Planned plan, SectionPlan section, Observed observed) {
        var reading = new SectionReading(plan, section, observed);
        return switch (section.layout()) {
            case PodPerBranch -> reading.byBranch();
            case PodPerNode -> reading.byNode();
            case SinglePod -> reading.byPod(1);
            case Replicated -> reading.byPod(reading.replicas());
        };
    }

    private SectionHealth byBranch() {
        int ready = count(section.branches(), branch -> serving.stream()
                .anyMatch(pod -> pod.branch().equals(branch.branch())));
        int offline = count(section.branches(), branch -> isAway(branch.node() == null ? "" : branch.node()));
        return health(ready, section.branches().size(), section.quorum(), offline);
    }

    /** One copy is enough for an answer: each answers for its own samples, and one that joins takes nothing from the others. */
    private SectionHealth byNode() {
        List<Node> nodes = section.pool().nodes();
        int ready = count(nodes, node -> serving.stream().anyMatch(pod -> pod.isOn(node.name())));
        return health(ready, nodes.size(), 1, count(nodes, node -> !node.ready()));
    }

    private SectionHealth byPod(int desired) {
        int offline = count(
                observed.podsOf(section.name()).toList(),
                pod -> pod.place() != null && isAway(pod.place().node()));
        return health(Math.min(serving.size(), desired), desired, 1, offline);
    }

    private SectionHealth health(int ready, int desired, int quorum, int offline) {
        boolean complete = ready >= desired && ready >= quorum;
        return new SectionHealth(
                section,
                ready,
                desired,
                quorum,
                offline,
                complete ? null : shortage.reason(),
                complete ? null : shortage.message(),
                PausedDeployments.of(section.name(), observed)
                        .or(() -> complete ? shortage.ofNewPods() : Optional.empty())
                        .orElse(null));
    }

    private boolean isAway(String node) {
        return section.pool().nodes().stream().anyMatch(member -> member.name().equals(node) && !member.ready());
    }

    /**
     * A ready pod serves if it says that the revision is loaded. One that says nothing is believed only while nothing changes: the
     * revision already answered when status was last written.
     */
    private boolean serves(PodState pod) {
        if (!pod.ready()) {
            return false;
        }
        return observed.reportOf(pod)
                .map(report -> isLoaded(report, plan.answering()))
                .orElseGet(() -> observed.status() != null
                        && plan.answering().equals(observed.status().currentRevision()));
    }

    static boolean isLoaded(PodReport report, String revision) {
        return report.revisions().stream()
                .anyMatch(state -> state.revision().equals(revision) && state.state() == State.Loaded);
    }

    private int replicas() {
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

    private static <T> int count(List<T> all, Predicate<T> which) {
        return (int) all.stream().filter(which).count();
    }
}

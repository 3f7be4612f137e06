package dev.ddnn.operator.status;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.operator.plan.BranchAssignment;
import dev.ddnn.operator.plan.BranchAssignment.Cause;
import dev.ddnn.operator.plan.BranchWaits;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.PoolTolerations;
import dev.ddnn.operator.plan.Refusal;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.plan.SectionPlan.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Why a section has fewer pods than it should.
 *
 * @param answering the revision that they should have
 * @param serving its pods that can answer
 */
record SectionShortage(String answering, SectionPlan section, Observed observed, List<PodState> serving) {
    /** What admission says when a namespace enforces a security standard. Besides a port of the node our pods meet all of them. */
    private static final String STANDARD = "violates PodSecurity";

    /** The most telling reason; absent: pods are just not there yet. */
    @Nullable
    Reason reason() {
        if (scaledToZero().isPresent()) {
            return Reason.ScaledToZero;
        }
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            return reason(refusal.get());
        }
        if (section.layout() == Layout.PodPerNode) {
            return section.pool().nodes().stream().anyMatch(this::isPassedOver) ? Reason.NodeTainted : null;
        }
        return section.branches().stream()
                .flatMap(branch -> Optional.ofNullable(branch.pending()).stream())
                .map(pending -> reason(pending.cause()))
                .findFirst()
                .orElse(null);
    }

    private Reason reason(String refusal) {
        return isPortForbidden(refusal) ? Reason.HostPortForbidden : Reason.PodsRefused;
    }

    private static Reason reason(Cause cause) {
        return switch (cause) {
            case WishedNode -> Reason.NodeMissing;
            case NoNodeReady -> Reason.NoNodeReady;
            case Tainted -> Reason.NodeTainted;
            case NoRoom -> Reason.NoRoom;
        };
    }

    /** What is missing, one part for each cause. */
    @Nullable
    String message() {
        Optional<String> said = scaledToZero().or(() -> refusal().map(this::refused));
        if (said.isPresent()) {
            return Conditions.shortened(said.get());
        }
        var parts = new ArrayList<String>();
        if (section.layout() == Layout.PodPerNode) {
            nodes(parts);
        } else {
            branches(parts);
        }
        return parts.isEmpty() ? null : Conditions.shortened(String.join("; ", parts));
    }

    /** Why those that are to come after pods that serve do not; empty: they come, or are there. */
    Optional<Outdated> ofNewPods() {
        boolean awaited = observed.workloads().stream()
                .anyMatch(workload -> workload.section().equals(section.name()) && !workload.settled());
        if (!awaited) {
            return Optional.empty();
        }
        Optional<String> refusal = refusal();
        return refusal.map(words -> outdated(reason(words), refused(words))).or(() -> observed.podsOf(section.name())
                .filter(pod -> !pod.ready())
                .flatMap(pod -> Optional.ofNullable(pod.trouble()).stream())
                .map(trouble -> outdated(Reason.NewPodsNotReady, trouble))
                .findFirst());
    }

    private static Outdated outdated(Reason reason, String why) {
        return new Outdated(reason, Conditions.shortened("the old pods stay, and the new ones are awaited: " + why));
    }

    /** Where the spec leaves the replicas to others, none may be what they want. */
    private Optional<String> scaledToZero() {
        return observed.workloads().stream()
                .filter(workload -> section.layout() == Layout.Replicated
                        && section.intent().replicas() == null
                        && workload.section().equals(section.name())
                        && workload.replicas() == 0)
                .map(workload -> "Deployment '" + workload.name() + "' is scaled to 0 replicas:"
                        + " spec.replicas is left to an autoscaler or to whoever set it")
                .findFirst();
    }

    private Optional<String> refusal() {
        return observed.workloads().stream()
                .filter(workload -> workload.section().equals(section.name()))
                .flatMap(workload -> Optional.ofNullable(workload.refusal()).stream())
                .findFirst();
    }

    private boolean isPortForbidden(String refusal) {
        return section.intent().hostPort() != null && refusal.contains(STANDARD);
    }

    private String refused(String refusal) {
        return isPortForbidden(refusal)
                ? "the namespace refuses pods with `hostPort` "
                        + section.intent().hostPort() + ": " + refusal
                        + ". Remove `hostPort`, or use a namespace with the label"
                        + " pod-security.kubernetes.io/enforce: privileged"
                : "pods are refused: " + refusal;
    }

    private void nodes(List<String> parts) {
        if (section.pool().nodes().isEmpty()) {
            parts.add("pool '" + section.pool().name() + "' has no node");
        }
        parts.addAll(Refusal.texts(section.pool().nodes().stream()
                .filter(this::isPassedOver)
                .map(node -> PoolTolerations.refusal(section.pool(), node))
                .toList()));
        for (Node node : section.pool().nodes()) {
            if (serving.stream().noneMatch(pod -> pod.isOn(node.name())) && !isPassedOver(node)) {
                parts.add("node '" + node.name() + "'" + (node.ready() ? missing(node) : away(node)));
            }
        }
    }

    private String missing(Node node) {
        return unready(pod(candidate -> candidate.isOn(node.name())));
    }

    /** No copy is there, and none will be. */
    private boolean isPassedOver(Node node) {
        return node.ready()
                && !PoolTolerations.admits(section.pool(), node)
                && pod(candidate -> candidate.isOn(node.name())).isEmpty();
    }

    private void branches(List<String> parts) {
        parts.addAll(BranchWaits.texts(section.layout(), section.branches()));
        for (BranchAssignment branch : section.branches()) {
            if (branch.pending() == null
                    && serving.stream().noneMatch(pod -> pod.branch().equals(branch.branch()))) {
                parts.add(away(branch));
            }
        }
    }

    private String away(BranchAssignment branch) {
        Optional<Node> node = section.pool().nodes().stream()
                .filter(candidate -> candidate.name().equals(branch.node()))
                .findFirst();
        if (node.isPresent() && !node.get().ready()) {
            return "branch '" + branch.branch() + "' is away: node '" + branch.node() + "'" + away(node.get());
        }
        Optional<PodState> pod = pod(candidate -> candidate.branch().equals(branch.branch()));
        return section.layout() == Layout.PodPerBranch
                ? "branch '" + branch.branch() + "'" + unready(pod)
                : "no pod is ready" + trouble(pod);
    }

    private static String away(Node node) {
        return node.offlineSince() == null ? " is not ready" : " is offline since " + node.offlineSince();
    }

    private Optional<PodState> pod(Predicate<PodState> which) {
        return observed.podsOf(section.name()).filter(which).findFirst();
    }

    private String unready(Optional<PodState> pod) {
        return " is not ready" + trouble(pod);
    }

    private String trouble(Optional<PodState> pod) {
        return pod.flatMap(candidate -> Optional.ofNullable(candidate.trouble()))
                .or(() -> pod.flatMap(observed::reportOf).flatMap(SectionShortage::failure))
                .map(trouble -> ": " + trouble)
                .orElse(" with revision '" + answering + "' yet");
    }

    private static Optional<String> failure(PodReport report) {
        return Optional.ofNullable(report.configError()).or(() -> report.revisions().stream()
                .filter(state -> state.state() == State.Failed)
                .findFirst()
                .map(state -> "revision '" + state.revision() + "' failed: " + state.message()));
    }
}

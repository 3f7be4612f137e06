package dev.ddnn.operator.desired;

import dev.ddnn.operator.plan.BranchAssignment;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Workload;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.plan.SectionPlan.Layout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * In which order the pods of a section's branches are replaced: one at a time, and while the others are enough for an answer. What
 * serves nothing may always be replaced: waiting for it to become healthy first would be waiting for ever. What serves is not replaced
 * at all while the hub could not give its sections to the pods that follow.
 */
final class ReplacementOrder {
    private final SectionPlan section;
    private final Observed observed;

    private ReplacementOrder(SectionPlan section, Observed observed) {
        this.section = section;
        this.observed = observed;
    }

    /** Those that must stay as they are for now. */
    static List<HeldBack> heldBack(SectionPlan section, List<HasMetadata> wanted, Observed observed) {
        var order = new ReplacementOrder(section, observed);
        List<HasMetadata> waiting = wanted.stream()
                .filter(child -> order.isOutdated(child) && order.serves(child))
                .toList();
        if (observed.hubLacks().isPresent()) {
            String why =
                    "when the hub can serve its model: " + observed.hubLacks().get();
            return waiting.stream().map(child -> new HeldBack(child, why)).toList();
        }
        if (section.layout() != Layout.PodPerBranch) {
            return List.of();
        }
        Optional<String> obstacle = order.obstacle(wanted);
        List<HasMetadata> later =
                obstacle.isEmpty() && !waiting.isEmpty() ? waiting.subList(1, waiting.size()) : waiting;
        String why = obstacle.orElse("when the one before it is ready");
        return later.stream().map(child -> new HeldBack(child, why)).toList();
    }

    /** Why none may be replaced now; empty: one may. */
    private Optional<String> obstacle(List<HasMetadata> wanted) {
        return wanted.stream()
                .filter(this::isOnItsWay)
                .findFirst()
                .map(deployment -> "when branch '" + branch(deployment) + "' is ready again")
                .or(() -> isEnoughWithoutOne() ? Optional.empty() : Optional.of(tooFew()));
    }

    private String tooFew() {
        String missing = section.branches().stream()
                .filter(assignment -> !serves(assignment.branch()))
                .map(assignment -> "branch '" + assignment.branch() + "'"
                        + (assignment.node() == null ? "" : " on node '" + assignment.node() + "'"))
                .collect(Collectors.joining(", "));
        return "when one of those that are not ready is back (" + missing + "): an answer needs " + section.quorum()
                + " of the " + section.branches().size() + " branches of section '" + section.name()
                + "', and no more are ready";
    }

    private boolean isOutdated(HasMetadata wanted) {
        return known(wanted)
                .filter(workload -> !template(wanted).equals(workload.template()))
                .isPresent();
    }

    /** Replaced, and not there yet, on a node from which it can be expected. */
    private boolean isOnItsWay(HasMetadata wanted) {
        boolean unsettled = known(wanted)
                .map(workload -> template(wanted).equals(workload.template()) && !workload.settled())
                .orElse(true);
        return unsettled && isNodeReady(branch(wanted));
    }

    /** All are there, or more than needed; with fewer than needed there is nothing to protect. */
    private boolean isEnoughWithoutOne() {
        int ready = (int) section.branches().stream()
                .filter(assignment -> serves(assignment.branch()))
                .count();
        return ready == section.branches().size() || ready != section.quorum();
    }

    private boolean serves(HasMetadata wanted) {
        return section.layout() == Layout.PodPerBranch
                ? serves(branch(wanted))
                : observed.podsOf(section.name()).anyMatch(Observed.PodState::ready);
    }

    private boolean serves(String branch) {
        return observed.podsOf(section.name()).anyMatch(pod -> pod.branch().equals(branch) && pod.ready());
    }

    private boolean isNodeReady(String branch) {
        String node = section.branches().stream()
                .filter(assignment -> assignment.branch().equals(branch))
                .map(BranchAssignment::node)
                .findFirst()
                .orElse("");
        return section.pool().nodes().stream()
                .filter(candidate -> candidate.name().equals(node))
                .anyMatch(Node::ready);
    }

    private Optional<Workload> known(HasMetadata wanted) {
        return observed.workloads().stream()
                .filter(workload -> workload.name().equals(wanted.getMetadata().getName()))
                .findFirst();
    }

    private static String template(HasMetadata wanted) {
        return Objects.requireNonNull(wanted.getMetadata().getAnnotations().get(Labels.TEMPLATE), Labels.TEMPLATE);
    }

    private static String branch(HasMetadata wanted) {
        return Objects.requireNonNull(wanted.getMetadata().getLabels().get(Labels.BRANCH), Labels.BRANCH);
    }
}

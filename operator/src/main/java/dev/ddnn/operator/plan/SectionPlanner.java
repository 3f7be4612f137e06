package dev.ddnn.operator.plan;

import dev.ddnn.api.v1alpha1.Placement;
import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutReport.SectionCut;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.Address;
import dev.ddnn.contract.section.SectionConfig.Join;
import dev.ddnn.contract.section.SectionConfig.Next;
import dev.ddnn.operator.plan.SectionPlan.Layout;
import dev.ddnn.operator.plan.budget.UplinkSaving;
import dev.ddnn.operator.plan.rollout.Course;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans each section of a DDNN whose pools exist and whose model is cut. */
final class SectionPlanner {
    private final Intent intent;
    private final CutReport cut;
    private final Observed observed;
    private final Course course;
    private @Nullable NodeRoom room;

    SectionPlanner(Intent intent, CutReport cut, Observed observed, Course course) {
        this.intent = intent;
        this.cut = cut;
        this.observed = observed;
        this.course = course;
    }

    List<SectionPlan> sections() {
        return IntStream.range(0, intent.sections().size())
                .mapToObj(this::section)
                .toList();
    }

    private SectionPlan section(int index) {
        Intent.Section section = intent.sections().get(index);
        Observed.Pool pool = observed.pool(section.pool()).orElseThrow();
        Layout layout = layout(index);
        List<String> branches = cut.sections().get(index).branches().stream()
                .map(BranchCut::name)
                .toList();
        List<BranchAssignment> assignments = layout == Layout.PodPerBranch
                ? BranchPlacement.assign(pool, demand(section, branches), room())
                : branches.stream()
                        .map(branch -> anywhere(branch, section, pool, layout))
                        .toList();
        return new SectionPlan(section, pool, layout, assignments, quorum(index), config(index));
    }

    /** The scheduler finds its place, unless no node of the pool takes it. */
    private BranchAssignment anywhere(String branch, Intent.Section section, Observed.Pool pool, Layout layout) {
        boolean isThere = observed.podsOf(section.name()).anyMatch(pod -> pod.place() != null);
        return layout == Layout.PodPerNode || isThere
                ? BranchAssignment.on(branch, null)
                : BranchPlacement.anywhere(pool, branch);
    }

    private BranchPlacement.Demand demand(Intent.Section section, List<String> branches) {
        return new BranchPlacement.Demand(
                branches,
                section.wishes(),
                recorded(section.name()),
                PodRequirements.of(section.resources()).requests(),
                section.hostPort(),
                present(section.name()));
    }

    /** Nodes that pods of the section are on, by branch. */
    private Map<String, Set<String>> present(String section) {
        var present = new HashMap<String, Set<String>>();
        observed.podsOf(section).forEach(pod -> {
            var place = pod.place();
            if (place != null) {
                present.computeIfAbsent(pod.branch(), branch -> new HashSet<>()).add(place.node());
            }
        });
        return present;
    }

    /** Looks at every pod there is, so only where a branch is to be placed. */
    private NodeRoom room() {
        NodeRoom known = room;
        if (known == null) {
            known = taken();
            room = known;
        }
        return known;
    }

    /** What is taken before any branch is placed: by other DDNNs, and by those pods of this one that are placed by others. */
    private NodeRoom taken() {
        var taken = new NodeRoom();
        for (Observed.NodeUse use : observed.elsewhere()) {
            taken.take(use.node(), use.requests(), use.hostPort());
        }
        for (int i = 0; i < intent.sections().size(); i++) {
            Intent.Section section = intent.sections().get(i);
            if (layout(i) != Layout.PodPerBranch) {
                var requests = PodRequirements.of(section.resources()).requests();
                observed.podsOf(section.name())
                        .flatMap(pod -> Optional.ofNullable(pod.place()).stream())
                        .forEach(place -> taken.take(place.node(), requests, section.hostPort()));
            }
        }
        return taken;
    }

    private Layout layout(int index) {
        SectionCut section = cut.sections().get(index);
        if (section.branches().size() > 1) {
            return Layout.PodPerBranch;
        }
        if (intent.sections().get(index).placement() == Placement.EveryNode) {
            return Layout.PodPerNode;
        }
        return joined(index) > 1 ? Layout.SinglePod : Layout.Replicated;
    }

    /** How many branches of the section must be there: as many as the single branch above waits for, else all. */
    private int quorum(int index) {
        int branches = cut.sections().get(index).branches().size();
        boolean meetAbove = index + 1 < cut.sections().size()
                && cut.sections().get(index + 1).branches().size() == 1;
        return meetAbove && branches > 1 ? Math.min(branches, minBranches(index + 1)) : branches;
    }

    private int minBranches(int index) {
        Integer least = intent.sections().get(index).minBranches();
        return least == null ? joined(index) : least;
    }

    private int joined(int index) {
        return cut.sections().get(index).branches().stream()
                .mapToInt(branch -> (int) branch.inputs().stream()
                        .flatMap(input -> input.peers().stream())
                        .distinct()
                        .count())
                .max()
                .orElse(0);
    }

    /** Where branches are now: as status says or, where that was lost, as the Deployments are bound. */
    private Map<String, String> recorded(String section) {
        var recorded = new HashMap<String, String>();
        for (Observed.Workload workload : observed.workloads()) {
            if (workload.section().equals(section) && workload.branch() != null && workload.node() != null) {
                recorded.put(workload.branch(), workload.node());
            }
        }
        var status = observed.status();
        if (status != null && status.sections() != null) {
            status.sections().stream()
                    .filter(row -> section.equals(row.name()) && row.assignments() != null)
                    .flatMap(row -> Objects.requireNonNull(row.assignments()).stream())
                    .filter(assignment -> assignment.branch() != null && assignment.node() != null)
                    .forEach(assignment -> recorded.put(assignment.branch(), assignment.node()));
        }
        return recorded;
    }

    private SectionConfig config(int index) {
        Intent.Section section = intent.sections().get(index);
        var holding = course.holding(section.name());
        var config = new SectionConfig(
                observed.ddnn().namespace(),
                observed.ddnn().name(),
                section.name(),
                holding.answering(),
                holding.revisions(),
                intent.deadlineMillis(),
                intent.onUpstreamLoss(),
                joined(index) > 1 ? new Join(section.joinTimeoutMillis(), minBranches(index)) : null,
                next(index),
                holding.rollout());
        return UplinkSaving.applied(config, observed);
    }

    private @Nullable Next next(int index) {
        if (index + 1 == cut.sections().size()) {
            return null;
        }
        SectionCut above = cut.sections().get(index + 1);
        var ddnn = observed.ddnn();
        boolean single = above.branches().size() == 1;
        List<Address> addresses = above.branches().stream()
                .map(branch -> new Address(
                        branch.name(),
                        single
                                ? Names.sectionHost(ddnn.namespace(), ddnn.name(), above.name())
                                : Names.branchHost(ddnn.namespace(), ddnn.name(), above.name(), branch.name()),
                        Names.GRPC_PORT))
                .toList();
        return new Next(above.name(), addresses);
    }
}

package dev.ddnn.operator.plan.rollout;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What two revisions must have in common so that one pod can hold both and parts of both can meet. */
final class Topology {
    private Topology() {}

    /** Whether a section is the same in both: its views, its place, its branches and whom they talk to. */
    static boolean isSame(HeldRevision one, HeldRevision other) {
        return one.views().equals(other.views())
                && one.role() == other.role()
                && branches(one).equals(branches(other));
    }

    private static List<Branch> branches(HeldRevision held) {
        return held.branches().stream().map(Branch::of).toList();
    }

    private record Branch(String name, List<String> views, Set<String> below, Set<String> above) {
        static Branch of(BranchCut cut) {
            return new Branch(cut.name(), cut.views(), peers(cut.inputs()), peers(cut.outputs()));
        }

        private static Set<String> peers(List<Port> ports) {
            return ports.stream().flatMap(port -> port.peers().stream()).collect(Collectors.toSet());
        }
    }
}

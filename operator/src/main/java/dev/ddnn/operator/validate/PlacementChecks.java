package dev.ddnn.operator.validate;

import dev.ddnn.api.v1alpha1.BranchSpec;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.Placement;
import dev.ddnn.api.v1alpha1.SectionSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Where a copy on every node, and a port of the node, can be. */
final class PlacementChecks {
    private PlacementChecks() {}

    static List<Violation> check(DDNNSpec spec) {
        var found = new ArrayList<Violation>();
        List<SectionSpec> sections = SpecChecks.sections(spec);
        for (int i = 0; i < sections.size(); i++) {
            String path = "spec.sections[" + i + "]";
            if (i > 0) {
                aboveTheFirst(found, path, sections.get(i));
            }
            everyNode(found, path, sections.get(i));
            hostPort(found, path, sections.get(i));
        }
        return found;
    }

    private static void aboveTheFirst(List<Violation> found, String path, SectionSpec section) {
        if (section.placement() == Placement.EveryNode) {
            found.add(Violation.of(
                    path + ".placement",
                    "be Assigned or absent, as the first section alone takes samples on the nodes",
                    section.placement(),
                    "Remove it."));
        }
        if (section.hostPort() != null) {
            found.add(Violation.of(
                    path + ".hostPort",
                    "be absent, as the first section alone takes samples",
                    section.hostPort(),
                    "Remove it."));
        }
    }

    private static void everyNode(List<Violation> found, String path, SectionSpec section) {
        if (section.placement() != Placement.EveryNode) {
            return;
        }
        if (section.replicas() != null) {
            found.add(Violation.of(
                    path + ".replicas",
                    "be absent with `placement: EveryNode`, as each node of the pool runs one pod",
                    section.replicas(),
                    "Remove it."));
        }
        if (section.branches() != null && !section.branches().isEmpty()) {
            found.add(Violation.of(
                    path + ".branches",
                    "be absent with `placement: EveryNode`, as each node of the pool runs the same branch",
                    String.valueOf(section.branches().get(0).name()),
                    "Remove it."));
        }
    }

    private static void hostPort(List<Violation> found, String path, SectionSpec section) {
        if (section.hostPort() == null || section.branches() == null) {
            return;
        }
        var owners = new HashMap<String, String>();
        for (BranchSpec branch : section.branches()) {
            String node = branch.nodeName();
            String other = node == null ? null : owners.putIfAbsent(node, String.valueOf(branch.name()));
            if (other != null) {
                found.add(Violation.of(
                        path + ".branches",
                        "put branches on different nodes, as branch '" + other + "' has `hostPort` "
                                + section.hostPort() + " of the node already",
                        branch.name() + "' on node '" + node,
                        "Choose another node, or remove `hostPort`."));
            }
        }
    }
}

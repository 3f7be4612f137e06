package dev.ddnn.operator.validate;

import dev.ddnn.api.v1alpha1.BranchSpec;
import dev.ddnn.api.v1alpha1.JoinSpec;
import dev.ddnn.api.v1alpha1.Placement;
import dev.ddnn.api.v1alpha1.SectionSpec;
import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.CutReport.SectionCut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What only the cut model shows: branches and where they meet. */
final class CutChecks {
    private CutChecks() {}

    static List<Violation> wishedBranchesExist(DDNNValidator.CutSpec subject) {
        return eachSection(subject, (path, pair) -> {
            var found = new ArrayList<Violation>();
            List<String> names =
                    pair.cut().branches().stream().map(BranchCut::name).toList();
            List<BranchSpec> wishes = pair.spec().branches();
            for (BranchSpec wish : wishes == null ? List.<BranchSpec>of() : wishes) {
                if (wish.name() != null && !names.contains(wish.name())) {
                    found.add(Violation.of(
                            path + ".branches",
                            "name branches of the section: " + String.join(", ", names),
                            wish.name(),
                            "Correct the name, or remove the wish."));
                }
            }
            return found;
        });
    }

    static List<Violation> minBranches(DDNNValidator.CutSpec subject) {
        return eachSection(subject, (path, pair) -> {
            JoinSpec join = pair.spec().join();
            Integer least = join == null ? null : join.minBranches();
            int below = joined(pair.cut());
            if (least == null || (least >= 1 && least <= below)) {
                return List.of();
            }
            return List.of(Violation.of(
                    path + ".join.minBranches",
                    "be from 1 to " + below + ", the number of branches that meet there",
                    least,
                    "Lower it, or leave it out to wait for all."));
        });
    }

    static List<Violation> replicas(DDNNValidator.CutSpec subject) {
        return eachSection(subject, (path, pair) -> {
            Integer replicas = pair.spec().replicas();
            if (replicas == null || replicas == 1) {
                return List.of();
            }
            String field = path + ".replicas";
            if (pair.cut().branches().size() > 1) {
                return List.of(Violation.of(
                        field,
                        "be absent or 1, as each of the section's "
                                + pair.cut().branches().size() + " branches runs one pod",
                        replicas,
                        "Remove it."));
            }
            if (joined(pair.cut()) > 1) {
                return List.of(Violation.of(
                        field,
                        "be absent or 1, as the " + joined(pair.cut()) + " branches of one sample must meet in one pod",
                        replicas,
                        "Remove it."));
            }
            return List.of();
        });
    }

    static List<Violation> everyNode(DDNNValidator.CutSpec subject) {
        return eachSection(subject, (path, pair) -> {
            int branches = pair.cut().branches().size();
            if (pair.spec().placement() != Placement.EveryNode || branches == 1) {
                return List.of();
            }
            return List.of(Violation.of(
                    path + ".placement",
                    "be Assigned or absent, as the section has " + branches
                            + " branches, each of which runs on one node",
                    Placement.EveryNode,
                    "Remove it, or cut the model so that the section has a single branch."));
        });
    }

    static List<Violation> namesDiffer(DDNNValidator.CutSpec subject) {
        Map<String, String> owners = new HashMap<>();
        return eachSection(subject, (path, pair) -> {
            var found = new ArrayList<Violation>();
            String section = pair.cut().name();
            List<String> names = pair.cut().branches().size() == 1
                    ? List.of(section)
                    : pair.cut().branches().stream()
                            .map(branch -> section + "-" + branch.name())
                            .toList();
            for (String name : names) {
                String other = owners.putIfAbsent(name, section);
                if (other != null) {
                    found.add(Violation.of(
                            path + ".name",
                            "not make the same child name '" + name + "' as section '" + other + "' does",
                            section,
                            "Rename one of the two sections."));
                }
            }
            return found;
        });
    }

    /** How many branches of the section below meet in one branch of the section. */
    static int joined(SectionCut section) {
        return section.branches().stream()
                .mapToInt(branch -> (int) branch.inputs().stream()
                        .flatMap(input -> input.peers().stream())
                        .distinct()
                        .count())
                .max()
                .orElse(0);
    }

    private record Pair(SectionSpec spec, SectionCut cut) {}

    private static List<Violation> eachSection(
            DDNNValidator.CutSpec subject, BiFunction<String, Pair, List<Violation>> rule) {
        var found = new ArrayList<Violation>();
        List<SectionSpec> specs = SpecChecks.sections(subject.spec());
        for (int i = 0; i < specs.size(); i++) {
            var pair = new Pair(specs.get(i), subject.cut().sections().get(i));
            found.addAll(rule.apply("spec.sections[" + i + "]", pair));
        }
        return found;
    }
}

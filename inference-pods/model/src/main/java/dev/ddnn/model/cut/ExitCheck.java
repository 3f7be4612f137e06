package dev.ddnn.model.cut;

import dev.ddnn.model.graph.Quoted;
import java.util.List;

/** Exits stand in sections with a single branch, and each makes its own scores. */
final class ExitCheck {
    private ExitCheck() {}

    /** Index of the lowest section with a single branch; -1, with a problem, if there is none. */
    static int deciding(List<ResolvedSection> sections, List<List<BranchPlan>> branches, Problems problems) {
        for (var i = 0; i < sections.size(); i++) {
            if (branches.get(i).size() == 1) {
                return i;
            }
        }
        problems.add(
                "spec.sections",
                "no section has a single branch, so none can answer: the top section %s has %d"
                        .formatted(
                                Quoted.one(sections.get(sections.size() - 1).name()),
                                branches.get(branches.size() - 1).size()));
        return -1;
    }

    static void check(
            List<ResolvedSection> sections,
            List<List<BranchPlan>> branches,
            Assignment assignment,
            int deciding,
            Problems problems) {
        for (var i = 0; i < sections.size(); i++) {
            var exit = sections.get(i).exit();
            if (exit == null) {
                continue;
            }
            var made = assignment.madeIn(exit.logits());
            if (made < i) {
                problems.add(
                        i,
                        ".exit.logits",
                        "tensor %s is already made in section %s, an exit must be made in its own section"
                                .formatted(
                                        Quoted.one(exit.logits()),
                                        Quoted.one(sections.get(made).name())));
            }
            var count = branches.get(i).size();
            if (count > 1) {
                problems.add(i, ".exit", misplaced(sections, i, count, deciding));
            }
        }
    }

    private static String misplaced(List<ResolvedSection> sections, int index, int count, int deciding) {
        var place = deciding > index
                ? "the lowest section that can have an exit is "
                        + Quoted.one(sections.get(deciding).name())
                : "an exit needs a section with a single branch";
        return "section %s has %d branches, so no part of it sees the whole sample: %s"
                .formatted(Quoted.one(sections.get(index).name()), count, place);
    }
}

package dev.ddnn.operator.plan;

import dev.ddnn.operator.plan.BranchAssignment.Wait;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the branches of a section wait for, in words. */
public final class BranchWaits {
    private BranchWaits() {}

    /** Sentences for a person, with what to do; branches that wait for the same share one. */
    public static List<String> texts(SectionPlan.Layout layout, List<BranchAssignment> branches) {
        var kin = branches.stream()
                .filter(branch -> branch.pending() != null)
                .collect(Collectors.groupingBy(
                        branch -> wait(branch).reason(), LinkedHashMap::new, Collectors.toList()));
        return kin.values().stream().map(same -> text(layout, same)).toList();
    }

    private static Wait wait(BranchAssignment branch) {
        return Objects.requireNonNull(branch.pending());
    }

    private static String text(SectionPlan.Layout layout, List<BranchAssignment> kin) {
        Wait wait = wait(kin.get(0));
        List<String> names = kin.stream().map(BranchAssignment::branch).toList();
        String who = layout == SectionPlan.Layout.PodPerBranch ? Listing.of("branch", "branches", names) : "its pod";
        List<Refusal> refusals = kin.stream()
                .flatMap(branch -> Optional.ofNullable(wait(branch).refusal()).stream())
                .toList();
        return who
                + (names.size() == 1
                        ? " " + wait.cause().singular()
                        : " " + wait.cause().plural()) + " " + wait.what()
                + (refusals.isEmpty() ? "" : ": " + String.join("; ", Refusal.texts(refusals)));
    }
}

package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.SectionStatus;
import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import dev.ddnn.operator.plan.Observed.PodState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A section as it stands: by what its ConfigMap tells its pods, and by what they say, whatever the spec wants by now.
 *
 * @param row as status had it, with the pods of now
 * @param quorum how many are needed for an answer
 */
record StandingSection(SectionStatus row, int quorum) {
    /** Those that pods are told of, from the bottom, as status last listed them. */
    static List<StandingSection> all(Observed observed, List<SectionStatus> rows) {
        return rows.stream()
                .flatMap(row -> observed.config(Objects.requireNonNullElse(row.name(), "")).stream()
                        .map(config -> of(row, config, observed)))
                .toList();
    }

    private static StandingSection of(SectionStatus row, HeldConfig held, Observed observed) {
        SectionConfig config = held.config();
        List<PodState> serving = observed.podsOf(held.section())
                .filter(pod -> serves(pod, config.answering(), observed))
                .toList();
        List<String> branches = branches(config);
        int ready = branches.size() > 1
                ? (int) branches.stream()
                        .filter(branch ->
                                serving.stream().anyMatch(pod -> pod.branch().equals(branch)))
                        .count()
                : serving.size();
        int desired = Math.max(1, Objects.requireNonNullElse(row.desired(), 1));
        int counted = Math.min(ready, desired);
        return new StandingSection(
                new SectionStatus(
                        row.name(),
                        row.pool(),
                        counted,
                        desired,
                        row.offline(),
                        row.assignments(),
                        counted == desired ? null : row.message()),
                quorum(config, branches, observed));
    }

    private static List<String> branches(SectionConfig config) {
        return config.revisions().stream()
                .filter(revision -> revision.name().equals(config.answering()))
                .map(HeldRevision::branches)
                .flatMap(List::stream)
                .map(BranchCut::name)
                .toList();
    }

    /** As many of several branches as the join above waits for. */
    private static int quorum(SectionConfig config, List<String> branches, Observed observed) {
        if (branches.size() < 2) {
            return 1;
        }
        return Optional.ofNullable(config.next())
                .flatMap(next -> observed.config(next.section()))
                .filter(above -> branches(above.config()).size() == 1)
                .map(above -> above.config().join())
                .map(join -> Math.min(branches.size(), join.minBranches()))
                .orElse(branches.size());
    }

    /** A ready pod that says nothing is believed if that revision answered when status was last written. */
    private static boolean serves(PodState pod, String answering, Observed observed) {
        return pod.ready()
                && observed.reportOf(pod)
                        .map(report -> SectionReading.isLoaded(report, answering))
                        .orElseGet(() -> observed.status() != null
                                && answering.equals(observed.status().currentRevision()));
    }

    boolean isEnough() {
        return ready() >= quorum;
    }

    boolean isComplete() {
        return ready() >= desired() && isEnough();
    }

    /** What is missing, for a condition. */
    String shortage() {
        return "section '" + row.name() + "' has " + ready() + " of " + desired() + " pods ready"
                + (row.message() == null ? "" : " (" + row.message() + ")");
    }

    private int ready() {
        return Objects.requireNonNullElse(row.ready(), 0);
    }

    private int desired() {
        return Objects.requireNonNullElse(row.desired(), 0);
    }
}

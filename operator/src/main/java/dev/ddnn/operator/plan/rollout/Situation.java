package dev.ddnn.operator.plan.rollout;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.RolloutCounts;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import dev.ddnn.operator.plan.Revision;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Where on the road a DDNN is, by its ConfigMaps and the words of its pods. Pods that are not ready are not waited for. */
final class Situation {
    private final Observed observed;
    private final List<String> sections;
    private final String deciding;

    private Situation(Revision target, Observed observed) {
        this.observed = observed;
        this.sections = target.sections().stream().map(Revision.Section::name).toList();
        this.deciding = target.decidingSection();
    }

    /** Empty where there is no road: something is not configured yet, or the sections are others than before. */
    static Optional<Situation> of(Revision target, Observed observed) {
        var situation = new Situation(target, observed);
        boolean configured = situation.sections.stream()
                .allMatch(section -> observed.config(section).isPresent());
        return configured
                        && situation.sections.stream().allMatch(section -> {
                            Holding now = situation.holding(section);
                            return now.holds(situation.answering())
                                    && now.revisions().stream()
                                            .allMatch(held -> Topology.isSame(held, target.held(section)));
                        })
                ? Optional.of(situation)
                : Optional.empty();
    }

    List<String> sections() {
        return sections;
    }

    String deciding() {
        return deciding;
    }

    long generation() {
        return observed.ddnn().generation();
    }

    /** The revision that new samples take, those of a rollout apart. */
    String answering() {
        return config(deciding).answering();
    }

    Holding holding(String section) {
        SectionConfig config = config(section);
        return new Holding(config.answering(), config.revisions(), config.rollout());
    }

    HeldRevision held(String section, String revision) {
        return holding(section).revisions().stream()
                .filter(held -> held.name().equals(revision))
                .findFirst()
                .orElseThrow();
    }

    /** Names of all that any section holds besides those two. */
    List<String> heldBesides(String one, String other) {
        return sections.stream()
                .flatMap(section -> holding(section).revisions().stream().map(HeldRevision::name))
                .filter(name -> !name.equals(one) && !name.equals(other))
                .distinct()
                .toList();
    }

    /** The percentages of that rollout as the section is told them. */
    Optional<Rollout> rollout(String section, String id) {
        return Optional.ofNullable(config(section).rollout())
                .filter(rollout -> rollout.id().equals(id));
    }

    Optional<RolloutState> state() {
        return observed.config(deciding).flatMap(held -> RolloutState.read(held.rollout()));
    }

    /** Whether the hub says what pods report. */
    boolean isHeard() {
        return observed.reports() != null;
    }

    boolean hasReadyPods(String section) {
        return observed.podsOf(section).anyMatch(Observed.PodState::ready);
    }

    boolean follows(String section) {
        return every(section, report -> true);
    }

    boolean hasLoaded(String section, String revision) {
        return every(section, report -> report.revisions().stream()
                .anyMatch(state -> state.revision().equals(revision) && state.state() == State.Loaded));
    }

    boolean hasLetGo(String section, List<String> revisions) {
        return every(section, report -> report.revisions().stream()
                .noneMatch(state -> revisions.contains(state.revision())));
    }

    /** Why a pod, ready or not, cannot load that revision. */
    Optional<String> loadFailure(String revision) {
        return sections.stream()
                .flatMap(observed::podsOf)
                .flatMap(pod -> observed.reportOf(pod).stream())
                .flatMap(report -> report.revisions().stream()
                        .filter(state -> state.revision().equals(revision) && state.state() == State.Failed)
                        .map(state -> failure(report, state)))
                .findFirst();
    }

    private static String failure(PodReport report, RevisionState state) {
        return "pod '" + report.pod() + "' cannot load it: "
                + (state.message() == null ? "it does not say why" : state.message());
    }

    /** What the deciding section's pods, also those that are gone, counted of that rollout. */
    List<RolloutCounts> counts(String id) {
        List<PodReport> reports = observed.reports();
        return reports == null
                ? List.of()
                : reports.stream()
                        .filter(report -> report.section().equals(deciding))
                        .flatMap(report -> Optional.ofNullable(report.rollout()).stream())
                        .filter(counts -> counts.id().equals(id))
                        .toList();
    }

    /** Whether every ready pod of the section follows its ConfigMap as it stands, and what it reports passes the test. */
    private boolean every(String section, Predicate<PodReport> test) {
        String hash = observed.config(section).map(HeldConfig::hash).orElse("");
        return observed.podsOf(section).filter(Observed.PodState::ready).allMatch(pod -> observed.reportOf(pod)
                .filter(report -> hash.equals(report.configHash()))
                .filter(test)
                .isPresent());
    }

    private SectionConfig config(String section) {
        return observed.config(section).orElseThrow().config();
    }
}

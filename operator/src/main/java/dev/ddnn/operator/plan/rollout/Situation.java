package dev.ddnn.operator.plan.rollout;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.RolloutCounts;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import dev.ddnn.operator.plan.Revision;
import dev.ddnn.operator.plan.budget.UplinkSaving;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Where on the road a DDNN is, by what its sections were told and the words of its pods. Pods that are not ready are not waited for. */
final class Situation {
    private final Observed observed;
    private final List<String> sections;
    private final String deciding;
    private final Map<String, Holding> told;

    private Situation(Revision target, Observed observed, Map<String, Holding> told) {
        this.observed = observed;
        this.told = told;
        this.sections = target.sections().stream().map(Revision.Section::name).toList();
        this.deciding = target.decidingSection();
    }

    /** Empty where there is no road: something is not configured yet, or the sections are others than before. */
    static Optional<Situation> of(Revision target, Observed observed) {
        return LastTold.of(target, observed)
                .map(told -> new Situation(target, observed, told))
                .filter(situation -> situation.sections.stream().allMatch(section -> {
                    Holding now = situation.holding(section);
                    return now.holds(situation.answering())
                            && now.revisions().stream().allMatch(held -> Topology.isSame(held, target.held(section)));
                }));
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
        return holding(deciding).answering();
    }

    Holding holding(String section) {
        return Objects.requireNonNull(told.get(section), "every section was told something");
    }

    /** What each section was told. */
    Map<String, Holding> asTold() {
        var all = new LinkedHashMap<String, Holding>();
        sections.forEach(section -> all.put(section, holding(section)));
        return all;
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
        return Optional.ofNullable(holding(section).rollout())
                .filter(rollout -> rollout.id().equals(id));
    }

    /**
     * What is remembered of a rollout. It is lost with the deciding section's ConfigMap, but status says what failed.
     *
     * @param revision that the spec stands for
     */
    Optional<RolloutState> state(String revision, Instant now) {
        Optional<HeldConfig> config = observed.config(deciding);
        return config.isPresent()
                ? RolloutState.read(config.get().rollout())
                : ToldFailure.of(revision, observed)
                        .map(failure -> RolloutState.begun(revision, generation(), false, now)
                                .failed(failure));
    }

    /** Whether nobody can be heard: the hub is away, or was, and no pod has called it again yet. */
    boolean isSilent() {
        return UplinkSaving.isSpent(observed)
                || observed.reports() == null
                || observed.reports().isEmpty() && sections.stream().anyMatch(this::hasReadyPods);
    }

    /** The deciding section and those above it: where the target must be at hand before a sample takes it. */
    boolean isFromDecidingUp(String section) {
        return sections.indexOf(section) >= sections.indexOf(deciding);
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
}

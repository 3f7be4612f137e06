package dev.ddnn.operator.plan.rollout;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.RecordedRevision;
import dev.ddnn.operator.plan.Revision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each section was told last. Where a ConfigMap is lost, it follows from the others, from what is written down of revisions, from
 * status and from what pods report: not what the lost one said to the letter, but what is safe whatever it said.
 *
 * <ul>
 *   <li>The deciding section is to take a revision that every other section holds, the one that status says answers if it can be, and no
 *       sample takes another. It holds whatever may be sent to it.
 *   <li>A section above holds all that the deciding one may choose, a section below sends nothing that the deciding one does not hold.
 * </ul>
 */
final class LastTold {
    private final Revision target;
    private final Observed observed;
    private final String deciding;
    private final Map<String, Holding> told = new LinkedHashMap<>();

    private LastTold(Revision target, Observed observed) {
        this.target = target;
        this.observed = observed;
        this.deciding = target.decidingSection();
        for (Revision.Section section : target.sections()) {
            observed.config(section.name()).ifPresent(held -> told.put(section.name(), holding(held.config())));
        }
    }

    /** By section; empty if nothing answers yet, or if it does not follow what does. */
    static Optional<Map<String, Holding>> of(Revision target, Observed observed) {
        var last = new LastTold(target, observed);
        return last.isComplete() ? Optional.of(last.told) : last.restored();
    }

    private static Holding holding(SectionConfig config) {
        return new Holding(config.answering(), config.revisions(), config.rollout());
    }

    private boolean isComplete() {
        return told.size() == target.sections().size();
    }

    private Optional<Map<String, Holding>> restored() {
        if (!told.containsKey(deciding)) {
            answering().flatMap(this::decides).ifPresent(holding -> told.put(deciding, holding));
        }
        Holding decides = told.get(deciding);
        if (decides == null) {
            return Optional.empty();
        }
        boolean below = true;
        for (Revision.Section section : target.sections()) {
            String name = section.name();
            below = below && !name.equals(deciding);
            if (!told.containsKey(name)) {
                (below ? below(name, decides) : above(name, decides)).ifPresent(holding -> told.put(name, holding));
            }
        }
        return isComplete() ? Optional.of(told) : Optional.empty();
    }

    /** What the deciding section can be told to take without a message that is refused. */
    private Optional<String> answering() {
        var status = observed.status();
        String current = status == null ? null : status.currentRevision();
        List<String> said = told.values().stream().map(Holding::answering).toList();
        return Stream.concat(Stream.ofNullable(current), said.stream())
                .filter(name -> target.sections().stream().allMatch(section -> isHeld(name, section.name())))
                .findFirst();
    }

    private boolean isHeld(String revision, String section) {
        Holding holding = told.get(section);
        return holding != null
                ? holding.holds(revision)
                : observed.podsOf(section)
                        .filter(PodState::ready)
                        .flatMap(pod -> observed.reportOf(pod).stream())
                        .allMatch(report -> report.revisions().stream()
                                .anyMatch(state -> state.revision().equals(revision) && state.state() == State.Loaded));
    }

    private Optional<Holding> decides(String answering) {
        var names = new LinkedHashSet<String>();
        told.values().forEach(holding -> holding.revisions().forEach(held -> names.add(held.name())));
        names.addAll(reported(deciding));
        Optional<Rollout> moving = told.values().stream()
                .map(Holding::rollout)
                .filter(Objects::nonNull)
                .filter(rollout -> !rollout.target().equals(answering))
                .findFirst();
        return holding(deciding, answering, names, moving);
    }

    private Optional<Holding> above(String section, Holding decides) {
        return holding(section, decides.answering(), names(section, decides), Optional.ofNullable(decides.rollout()));
    }

    private Optional<Holding> below(String section, Holding decides) {
        Rollout rollout = decides.rollout();
        Set<String> names = observed.reports() == null ? names(section, decides) : reported(section);
        if (rollout != null && rollout.shadowPercent() > 0) {
            names.add(rollout.target());
        }
        names.removeIf(name -> !decides.holds(name));
        return holding(section, decides.answering(), names, Optional.ofNullable(rollout));
    }

    private Set<String> names(String section, Holding decides) {
        var names = new LinkedHashSet<String>();
        decides.revisions().forEach(held -> names.add(held.name()));
        names.addAll(reported(section));
        return names;
    }

    /** Names of what pods of the section say that they hold. */
    private Set<String> reported(String section) {
        var names = new LinkedHashSet<String>();
        observed.podsOf(section)
                .flatMap(pod -> observed.reportOf(pod).stream())
                .map(PodReport::revisions)
                .flatMap(List::stream)
                .map(RevisionState::revision)
                .forEach(names::add);
        return names;
    }

    /** No sample takes anything but the answering one: what is true now, or is soon when pods follow. */
    private Optional<Holding> holding(String section, String answering, Set<String> names, Optional<Rollout> moving) {
        // The answering one is held in any case, and of the others the first that anybody is told of.
        List<HeldRevision> others = names.stream()
                .filter(name -> !name.equals(answering))
                .flatMap(name -> held(section, name).stream())
                .limit(1)
                .toList();
        var revisions = new ArrayList<HeldRevision>();
        held(section, answering).ifPresent(revisions::add);
        revisions.addAll(others);
        Optional<Rollout> rollout = moving.filter(
                        other -> revisions.stream().anyMatch(held -> held.name().equals(other.target())))
                .map(other -> new Rollout(other.id(), other.target(), 0, 0));
        return held(section, answering).map(held -> new Holding(answering, revisions, rollout.orElse(null)));
    }

    private Optional<HeldRevision> held(String section, String revision) {
        Optional<Revision> known = revision.equals(target.name())
                ? Optional.of(target)
                : observed.recorded(revision).map(RecordedRevision::revision);
        return known.stream()
                .flatMap(found -> found.sections().stream())
                .filter(candidate -> candidate.name().equals(section))
                .map(Revision.Section::held)
                .findFirst();
    }
}

package dev.ddnn.operator.plan;

import dev.ddnn.contract.cut.ResolvedExit;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which revisions each section holds next, and which one it takes for new samples. A step is taken when the pods report that the
 * one before has arrived; where on the road a DDNN is shows in its ConfigMaps and reports alone.
 *
 * <p>Two revisions that differ in thresholds only share every section's digest, so that a pod holds both at no price:
 *
 * <pre>
 *   [A] ──stage──▶ [A, T] everywhere, A answers ──all hold T──▶ deciding section answers T ──followed──▶ A leaves, bottom up ──▶ [T]
 * </pre>
 *
 * The deciding section alone chooses: the sections below tag what they send with every revision that they hold, the sections above
 * take the one they are given. So a section above must hold T before the deciding one may choose it, and must keep A until the
 * deciding one has let go of it; that a lower one lets go first only narrows what may be chosen. A third revision waits until there
 * is room: never more than two at once. Pods that are not ready hold nothing up: they read the newest configuration when they
 * return. Any other change replaces what is held at once.
 */
final class RevisionRoad {
    private final Revision target;
    private final Observed observed;

    private RevisionRoad(Revision target, Observed observed) {
        this.target = target;
        this.observed = observed;
    }

    /** What each section holds and answers with, by section. */
    static Map<String, Holding> next(Revision target, Observed observed) {
        var road = new RevisionRoad(target, observed);
        return road.isShared() ? road.step() : road.only();
    }

    /**
     * @param answering name of the revision that new samples take
     * @param revisions to hold
     */
    record Holding(String answering, List<HeldRevision> revisions) {
        Holding {
            revisions = List.copyOf(revisions);
        }

        boolean holds(String revision) {
            return revisions.stream().anyMatch(held -> held.name().equals(revision));
        }
    }

    private Map<String, Holding> only() {
        var next = new LinkedHashMap<String, Holding>();
        target.sections()
                .forEach(section -> next.put(section.name(), new Holding(target.name(), List.of(section.held()))));
        return next;
    }

    /** Whether every section holds revisions that differ from the target by their thresholds only. */
    private boolean isShared() {
        var sections = target.sections();
        boolean same = sections.stream().allMatch(section -> observed.config(section.name())
                .map(held -> held.config().revisions().stream()
                        .allMatch(revision -> content(revision).equals(content(section.held()))))
                .orElse(false));
        return same
                && sections.stream().allMatch(section -> holding(section.name()).holds(answering()));
    }

    private Map<String, Holding> step() {
        List<String> leaving = target.sections().stream()
                .flatMap(section -> holding(section.name()).revisions().stream().map(HeldRevision::name))
                .filter(name -> !name.equals(target.name()) && !name.equals(answering()))
                .distinct()
                .toList();
        if (!leaving.isEmpty()) {
            return retire(leaving);
        }
        return answering().equals(target.name()) ? only() : stage();
    }

    private Map<String, Holding> stage() {
        boolean arrived = target.sections().stream()
                .allMatch(section -> holding(section.name()).holds(target.name())
                        && every(section.name(), report -> isLoaded(report, target.name())));
        var next = new LinkedHashMap<String, Holding>();
        for (Revision.Section section : target.sections()) {
            var revisions = new ArrayList<HeldRevision>(List.of(held(section.name(), answering()), section.held()));
            boolean chooses = arrived && section.name().equals(target.decidingSection());
            next.put(section.name(), new Holding(chooses ? target.name() : answering(), revisions));
        }
        return next;
    }

    private Map<String, Holding> retire(List<String> leaving) {
        boolean letGo = every(target.decidingSection(), report -> true);
        var next = new LinkedHashMap<String, Holding>();
        for (Revision.Section section : target.sections()) {
            Holding now = holding(section.name());
            List<HeldRevision> kept = now.revisions().stream()
                    .filter(revision -> !leaving.contains(revision.name()))
                    .toList();
            next.put(section.name(), letGo ? new Holding(answering(), kept) : now);
            letGo = letGo
                    && kept.size() == now.revisions().size()
                    && every(section.name(), report -> leaving.stream().noneMatch(name -> lists(report, name)));
        }
        return next;
    }

    /** Whether every ready pod of the section follows its ConfigMap as it stands, and what it reports passes the test. */
    private boolean every(String section, Predicate<PodReport> test) {
        String hash = observed.config(section).map(HeldConfig::hash).orElse("");
        return observed.podsOf(section).filter(Observed.PodState::ready).allMatch(pod -> observed.reportOf(pod)
                .filter(report -> hash.equals(report.configHash()))
                .filter(test)
                .isPresent());
    }

    private String answering() {
        return observed.config(target.decidingSection()).orElseThrow().config().answering();
    }

    private Holding holding(String section) {
        var config = observed.config(section).orElseThrow().config();
        return new Holding(config.answering(), config.revisions());
    }

    private HeldRevision held(String section, String revision) {
        return holding(section).revisions().stream()
                .filter(held -> held.name().equals(revision))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isLoaded(PodReport report, String revision) {
        return report.revisions().stream()
                .anyMatch(state -> state.revision().equals(revision) && state.state() == State.Loaded);
    }

    private static boolean lists(PodReport report, String revision) {
        return report.revisions().stream().anyMatch(state -> state.revision().equals(revision));
    }

    /** The revision without what two revisions with shared sections may differ in. */
    private static HeldRevision content(HeldRevision held) {
        ResolvedExit exit = held.exit();
        ResolvedExit bare = exit == null ? null : new ResolvedExit(exit.logits(), "", exit.classes());
        return new HeldRevision("", held.modelDigest(), held.views(), held.role(), held.branches(), bare, held.exits());
    }
}

package dev.ddnn.operator.plan;

import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import dev.ddnn.operator.plan.rollout.Course;
import dev.ddnn.operator.plan.rollout.Progress.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which revisions stay written down. Those that answer, are to answer or are held anywhere always do, and of the others the newest.
 * While nobody can say what pods hold, none is forgotten. Pods never depend on it.
 */
public final class RevisionHistory {
    private final Revision target;
    private final Course course;
    private final Observed observed;
    private final @Nullable String current;

    /**
     * @param current what answers; absent: nothing
     */
    RevisionHistory(Revision target, Course course, Observed observed, @Nullable String current) {
        this.target = target;
        this.course = course;
        this.observed = observed;
        this.current = current;
    }

    /**
     * @param state what it is to the DDNN
     */
    public record Kept(RecordedRevision recorded, State state) {}

    /** What a revision is to its DDNN. */
    public enum State {
        /** Samples are answered by it; of the first revision: will be as soon as its pods are ready, since there is no other. */
        Answering,
        /** The spec stands for it, and it does not answer all samples yet. */
        Target,
        /** The spec stands for it, and it was rolled back. */
        RolledBack,
        /** None of these; it may still be held by pods. */
        Former
    }

    /**
     * The target and what is kept besides, the newest first.
     *
     * @param intent that the target stands for
     */
    List<Kept> kept(Intent intent) {
        Set<String> held = held();
        var kept = new ArrayList<Kept>();
        RecordedRevision wanted = observed.recorded(target.name())
                .orElseGet(() -> RecordedRevision.anew(
                        target, intent.source().uri(), observed.ddnn().generation()));
        String request = intent.requestHash(observed.ddnn().namespace());
        kept.add(new Kept(wanted.cutBy(request), state(target.name())));
        int spare = observed.reports() == null ? Integer.MAX_VALUE : intent.revisionHistoryLimit();
        for (RecordedRevision recorded : newestFirst()) {
            boolean needed = held.contains(recorded.name());
            if (needed || spare > 0) {
                kept.add(new Kept(recorded, state(recorded.name())));
                spare -= needed ? 0 : 1;
            }
        }
        return kept;
    }

    private List<RecordedRevision> newestFirst() {
        return observed.revisions().stream()
                .filter(recorded -> !recorded.name().equals(target.name()))
                .sorted(Comparator.comparingLong(RecordedRevision::generation)
                        .reversed()
                        .thenComparing(RecordedRevision::name))
                .toList();
    }

    /** Names of all that anybody holds, is told to hold or is about to be. */
    private Set<String> held() {
        var held = new HashSet<String>();
        if (current != null) {
            held.add(current);
        }
        Stream.concat(
                        observed.configs().stream()
                                .map(HeldConfig::config)
                                .flatMap(config -> config.revisions().stream()),
                        course.holdings().values().stream().flatMap(holding -> holding.revisions().stream()))
                .map(HeldRevision::name)
                .forEach(held::add);
        observed.pods().stream()
                .flatMap(pod -> observed.reportOf(pod).stream())
                .flatMap(report -> report.revisions().stream())
                .forEach(state -> held.add(state.revision()));
        return held;
    }

    private State state(String name) {
        if (name.equals(current) || isFirst(name)) {
            return State.Answering;
        }
        if (!name.equals(target.name())) {
            return State.Former;
        }
        return course.progress().phase() == Phase.GivenUp ? State.RolledBack : State.Target;
    }

    private boolean isFirst(String name) {
        return current == null
                && observed.revisions().stream()
                        .allMatch(recorded -> recorded.name().equals(name));
    }
}

package dev.ddnn.operator.plan.rollout;

import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Revision;
import dev.ddnn.operator.plan.rollout.Progress.Phase;
import dev.ddnn.operator.plan.rollout.RolloutState.Cause;
import dev.ddnn.operator.plan.rollout.RolloutState.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which revisions each section holds next, and which share of the samples takes which. Each step is taken when the pods report that the
 * one before has arrived.
 *
 * <pre>
 *   [A] ──stage, top first──▶ [A, T], T takes nothing ──all have loaded T──▶ shadow p ──all follow──▶ route p ──hold, gates──▶ … 100
 *    ▲                                  │                                                   │                               │
 *    └───────── T leaves, bottom up ◀───┴──────── new spec, failed gate, deadline ──────────┘          A leaves, bottom up ──▶ [T]
 * </pre>
 *
 * The deciding section alone chooses: the sections below send what they are told, the sections above take what they are given. So
 * nothing below sends T before all from the deciding section up have loaded it, and nothing above lets go of a revision before all
 * below have. Never more than two revisions are held: a third waits until there is room.
 */
public final class RolloutRoad {
    private static final int ALL = 100;

    private final Revision target;
    private final RolloutPlan wanted;
    private final Situation situation;
    private final Instant now;
    private final String answering;

    private RolloutRoad(Revision target, RolloutPlan wanted, Situation situation, Instant now) {
        this.target = target;
        this.wanted = wanted;
        this.situation = situation;
        this.now = now;
        this.answering = situation.answering();
    }

    /** What comes next, given what is there. Sections that are others than before have no road: they are replaced at once. */
    public static Course next(Revision target, RolloutPlan wanted, Observed observed, Instant now) {
        return Situation.of(target, observed)
                .map(situation -> new RolloutRoad(target, wanted, situation, now).course())
                .orElseGet(() -> Course.only(target));
    }

    private Course course() {
        Optional<RolloutState> kept = situation.state(target.name(), now);
        Optional<RolloutState> failed = kept.filter(state -> state.blocks(target.name(), situation.generation()));
        if (failed.isPresent()) {
            return givenUp(failed.get());
        }
        List<String> leaving = situation.heldBesides(answering, target.name());
        if (!leaving.isEmpty()) {
            return retire(leaving, null);
        }
        if (answering.equals(target.name())) {
            return Course.only(target);
        }
        return advance(kept.filter(state -> state.isOf(target.name()))
                .map(state -> state.paused(wanted.paused(), now).silent(situation.isSilent(), now))
                .orElseGet(() -> RolloutState.begun(target.name(), situation.generation(), wanted.paused(), now)));
    }

    private Course givenUp(RolloutState state) {
        List<String> leaving = situation.heldBesides(answering, answering);
        return retire(leaving, state);
    }

    /**
     * @param failed what made the target leave; absent: it is the target that stays
     */
    private Course retire(List<String> leaving, @Nullable RolloutState failed) {
        boolean promoted = failed == null && answering.equals(target.name());
        String message = leaving.isEmpty() ? "" : "revision '" + String.join("', '", leaving) + "' leaves the pods";
        Progress progress = new Progress(
                failed != null ? Phase.GivenUp : Phase.Retiring,
                0,
                0,
                promoted ? ALL : 0,
                null,
                message,
                failed == null ? null : failed.failed());
        boolean proved = !promoted || situation.hasReadyPods(situation.deciding());
        return new Course(proved ? Retirement.next(situation, leaving) : situation.asTold(), failed, progress);
    }

    private Course advance(RolloutState state) {
        Optional<Rollout> running =
                situation.rollout(situation.deciding(), state.id()).filter(rollout -> rollout.shadowPercent() > 0);
        return running.map(rollout -> step(state, rollout)).orElseGet(() -> stage(state));
    }

    /** From the top down, each section when the one above has loaded the target: so it is never sent to where it is not held. */
    private Course stage(RolloutState state) {
        var next = new LinkedHashMap<String, Holding>();
        var waiting = new ArrayList<String>();
        boolean news = false;
        List<String> sections = situation.sections();
        for (int i = sections.size() - 1; i >= 0; i--) {
            String section = sections.get(i);
            boolean held = situation.holding(section).holds(target.name());
            next.put(section, held || waiting.isEmpty() ? both(section, state, 0, 0) : alone(section));
            news = news || !held && waiting.isEmpty();
            boolean staged = held
                    && situation
                            .rollout(section, state.id())
                            .filter(rollout -> rollout.shadowPercent() == 0)
                            .isPresent()
                    && isReadyFor(section);
            if (!staged) {
                waiting.add(section);
            }
        }
        if (waiting.isEmpty() && !wanted.paused()) {
            return at(wanted.after(0), 0, state.raising(wanted.stepOf(wanted.after(0)), now));
        }
        String message = waiting.isEmpty()
                ? "every pod has loaded it"
                : "waiting for the pods of section '" + waiting.get(0) + "' to load it";
        RolloutState then = news ? state.raising(0, now) : state;
        return stay(new Course(next, then, progress(Phase.Staging, 0, 0, then, message)), Duration.ZERO);
    }

    private Course step(RolloutState state, Rollout rollout) {
        Verdict verdict = Gates.judge(wanted.gates(), situation.counts(state.id()));
        int route = rollout.routePercent();
        return verdict.fold(
                () -> onward(state, rollout, null),
                undecided -> onward(state, rollout, undecided.lacking()),
                breached -> fail(
                        state,
                        failure(
                                Cause.Gate,
                                "gate '" + breached.gate() + "' measured "
                                        + breached.measured() + ", allowed " + breached.allowed()
                                        + ", while it answered " + route + " % of the samples",
                                breached)));
    }

    /**
     * @param lacking samples that the gates wait for; absent: they have passed
     */
    private Course onward(RolloutState state, Rollout rollout, @Nullable String lacking) {
        int shadow = rollout.shadowPercent();
        int route = rollout.routePercent();
        if (route < shadow) {
            Optional<String> late = late();
            return late.isEmpty() && !wanted.paused()
                    ? at(shadow, shadow, state.raised(now))
                    : stay(
                            at(
                                    shadow,
                                    route,
                                    state,
                                    late.map(RolloutRoad::waitingFor).orElse("")),
                            Duration.ZERO);
        }
        Duration hold = wanted.holdAt(route);
        Instant until = state.stepStarted().plus(hold);
        if (!situation.hasReadyPods(situation.deciding()) || !situation.follows(situation.deciding())) {
            return stay(at(shadow, route, state, waitingFor(situation.deciding())), hold);
        }
        if (wanted.paused()) {
            return at(shadow, route, state, "");
        }
        if (now.isBefore(until)) {
            return stay(at(shadow, route, state, "until " + until.truncatedTo(ChronoUnit.SECONDS)), hold);
        }
        if (lacking != null && wanted.isStep(route)) {
            return stay(at(shadow, route, state, "waiting for " + lacking), hold);
        }
        int next = wanted.after(route);
        return next == 0 ? promote() : at(next, route, state.raising(wanted.stepOf(next), now));
    }

    /** The section whose pods are not ready for more samples, from the top. */
    private Optional<String> late() {
        List<String> sections = situation.sections();
        boolean below = false;
        for (int i = sections.size() - 1; i >= 0; i--) {
            String section = sections.get(i);
            if (below ? !situation.follows(section) : !isReadyFor(section)) {
                return Optional.of(section);
            }
            below = below || section.equals(situation.deciding());
        }
        return Optional.empty();
    }

    /**
     * Pods that are not ready are not waited for; but from the deciding section up one at least must have loaded the target, or nobody
     * knows that it can be loaded.
     */
    private boolean isReadyFor(String section) {
        boolean proved = !situation.isFromDecidingUp(section) || situation.hasReadyPods(section);
        return proved && situation.hasLoaded(section, target.name());
    }

    private static String waitingFor(String section) {
        return "waiting for the pods of section '" + section + "' to follow";
    }

    /** The deciding section takes the target for all samples from now on; the one before can leave. */
    private Course promote() {
        var next = situation.asTold();
        String deciding = situation.deciding();
        List<HeldRevision> revisions = situation.holding(deciding).revisions();
        next.put(deciding, new Holding(target.name(), revisions, null));
        String message = "revision '" + answering + "' leaves the pods";
        return new Course(next, null, new Progress(Phase.Retiring, 0, 0, ALL, null, message, null));
    }

    private Course at(int shadow, int route, RolloutState state) {
        List<String> told = route < shadow ? situation.sections() : List.of(situation.deciding());
        String message = IntStream.range(0, told.size())
                .mapToObj(i -> told.get(told.size() - 1 - i))
                .filter(situation::hasReadyPods)
                .findFirst()
                .map(RolloutRoad::waitingFor)
                .orElse("");
        return at(shadow, route, state, message);
    }

    /** That share of the samples is computed by both, and that share is answered by the target. */
    private Course at(int shadow, int route, RolloutState state, String message) {
        Map<String, Holding> next = new LinkedHashMap<>();
        for (String section : situation.sections()) {
            boolean decides = section.equals(situation.deciding());
            next.put(section, both(section, state, shadow, decides ? route : shadow));
        }
        return new Course(next, state, progress(Phase.Stepping, shadow, route, state, message));
    }

    /** No further for now; but not for ever. */
    private Course stay(Course course, Duration hold) {
        RolloutState state = course.state();
        if (state == null || wanted.paused() || state.silent()) {
            return course;
        }
        if (now.isBefore(state.limit(hold, wanted.progressDeadline()))) {
            return course;
        }
        String message = "no progress in " + wanted.progressDeadline().toSeconds() + " s: "
                + situation.loadFailure(target.name()).orElse(course.progress().message());
        return fail(state, failure(Cause.ProgressDeadline, message, null));
    }

    private Course fail(RolloutState state, Failure failure) {
        return givenUp(state.failed(failure));
    }

    private Failure failure(Cause cause, String message, Verdict.@Nullable Breached breached) {
        return new Failure(
                target.name(),
                situation.generation(),
                cause,
                message,
                breached == null ? null : breached.gate(),
                breached == null ? null : breached.measured(),
                breached == null ? null : breached.allowed());
    }

    private Progress progress(Phase phase, int shadow, int route, RolloutState state, String message) {
        Optional<String> loadFailure = phase == Phase.Staging ? situation.loadFailure(target.name()) : Optional.empty();
        Phase shown = wanted.paused() ? Phase.Paused : loadFailure.isPresent() ? Phase.LoadFailing : phase;
        return new Progress(
                shown,
                wanted.stepOf(shadow),
                wanted.steps().size(),
                route,
                route == 0 ? null : state.stepStarted(),
                loadFailure.orElse(message),
                null);
    }

    private Holding both(String section, RolloutState state, int shadow, int route) {
        return new Holding(
                answering,
                List.of(situation.held(section, answering), target.held(section)),
                new Rollout(state.id(), target.name(), shadow, route));
    }

    private Holding alone(String section) {
        return new Holding(answering, List.of(situation.held(section, answering)), null);
    }
}

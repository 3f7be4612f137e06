package dev.ddnn.pod.flow;

import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.UplinkUse;
import dev.ddnn.pod.join.AbsentBranches;
import dev.ddnn.pod.join.Admission;
import dev.ddnn.pod.join.JoinRule;
import dev.ddnn.pod.join.Joined;
import dev.ddnn.pod.join.SampleJoiner;
import dev.ddnn.pod.sample.OnceOnly;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.section.Holdings;
import dev.ddnn.pod.telemetry.RolloutTally;
import dev.ddnn.pod.telemetry.SampleCounters;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way of a sample through a section: join, section, exit, forward. Takes parts in from whoever sends them, and gives each
 * sender exactly one outcome.
 */
public final class SectionFlow {
    private static final Logger LOG = Logger.getLogger(SectionFlow.class);
    private final FailureLog failures;
    private final Supplier<String> name;
    private final HeldRevisions held;
    private final FlowTools tools;
    private final Lane served;
    private final Lane compared;
    private final Comparison comparison;

    /** Samples that somebody waits for and those that are only compared never take each other's places. */
    private record Lane(Admission admission, SampleJoiner joiner, SampleRun run, SampleCounters counters) {}

    /** Bounds the samples in flight: those that are served, and apart from them those that are only compared. */
    public record Places(Admission served, Admission compared) {}

    /**
     * @param name of the section; empty before the first configuration
     * @param held the revisions that this pod holds
     * @param tools what the stages work with
     * @param places bound the samples in flight
     * @param absent branches that cannot send now
     */
    public SectionFlow(
            Supplier<String> name, HeldRevisions held, FlowTools tools, Places places, AbsentBranches absent) {
        this.name = name;
        this.held = held;
        this.tools = tools;
        failures = new FailureLog(tools.timer(), LOG);
        var metrics = tools.metrics();
        var shadows = new SampleRun(tools, tools.spare(), metrics.shadows());
        served = new Lane(
                places.served(),
                new SampleJoiner(name, tools.timer(), places.served(), absent, (joined, done) -> process(joined, done)),
                new SampleRun(tools, tools.workers(), metrics),
                metrics);
        compared = new Lane(
                places.compared(),
                new SampleJoiner(
                        name, tools.timer(), places.compared(), absent, (joined, done) -> process(joined, done)),
                shadows,
                metrics.shadows());
        comparison = new Comparison(tools, shadows);
    }

    /**
     * A whole sample, from a client of the bottom section or from the only branch below. It waits for nobody here, and its id is
     * looked at by nobody: of a branch that runs on many nodes each pod counts its own samples.
     *
     * @param part all that there will be of the sample
     * @param sender gets exactly one outcome
     */
    public void enter(Part part, Consumer<Outcome> sender) {
        var lane = part.shadow() ? compared : served;
        if (!lane.admission().tryEnter()) {
            var refusal = new Refused(
                    name.get(),
                    RefusalCode.OVERLOADED,
                    "too many samples are in flight in section '" + name.get() + "'");
            lane.counters().received();
            refuse(lane, refusal, sender);
            return;
        }
        process(Joined.of(List.of(part), tools.timer().nanos()), outcome -> {
            lane.admission().leave();
            sender.accept(outcome);
        });
    }

    /**
     * A part from a branch of the section below.
     *
     * @param part to be joined with the others of its sample
     * @param again whether its sender has sent it before and lost the stream
     * @param sender gets exactly one outcome
     */
    public void accept(Part part, boolean again, Consumer<Outcome> sender) {
        var now = held.current();
        if (now.isEmpty()) {
            sender.accept(notReady());
            return;
        }
        var expected = now.get().answering().senders();
        if (!expected.contains(part.branch())) {
            // While branches change, those of before go on for a while: with a revision that is not held here, or
            // leaves.
            boolean listed = now.get().listed().stream().anyMatch(held -> part.carries(held.name()));
            sender.accept(new Refused(
                    name.get(),
                    listed ? RefusalCode.INVALID : RefusalCode.REVISION_NOT_HELD,
                    "section '" + name.get() + "' takes parts from "
                            + expected.stream().sorted().toList() + "; found '" + part.branch() + "'"));
            return;
        }
        if (expected.size() == 1) {
            enter(part, sender);
            return;
        }
        var lane = part.shadow() ? compared : served;
        var rule = rule(now.get(), expected);
        if (again) {
            lane.joiner().acceptAgain(rule, part, sender);
        } else {
            lane.joiner().accept(rule, part, sender);
        }
    }

    /** A part from a branch of the section below, for the first time. */
    public void accept(Part part, Consumer<Outcome> sender) {
        accept(part, false, sender);
    }

    /** Where parts meet, begins no sample any more; those that have their parts are computed. */
    public void stop() {
        served.joiner().stop();
        compared.joiner().stop();
    }

    /** A branch below was lost: samples that wait for it alone go on. */
    public void branchLost() {
        served.joiner().branchLost();
        compared.joiner().branchLost();
    }

    private static JoinRule rule(Holdings now, Set<String> expected) {
        var join = now.config().join();
        var timeout = Duration.ofMillis(join == null ? 0 : join.timeoutMillis());
        var keep = timeout.plusMillis(now.config().deadlineMillis());
        return new JoinRule(expected, timeout, now.leastParts(), keep);
    }

    private void process(Joined joined, Consumer<Outcome> sender) {
        var lane = joined.shadow() ? compared : served;
        var done = new OnceOnly(sender);
        lane.counters().received();
        try {
            choose(lane, joined, done);
        } catch (RuntimeException | Error e) {
            failures.failed("sample " + joined.sample() + " failed before it was computed", e);
            refuse(lane, new Refused(name.get(), RefusalCode.INTERNAL, String.valueOf(e.getMessage())), done);
        }
    }

    private void choose(Lane lane, Joined joined, Consumer<Outcome> done) {
        held.current()
                .ifPresentOrElse(
                        now -> RevisionChoice.choose(now, joined)
                                .apply(
                                        (first, second) -> run(lane, now, first, second, done),
                                        refusal -> refuse(lane, refusal, done)),
                        () -> refuse(lane, notReady(), done));
    }

    private void run(Lane lane, Holdings now, Computation first, @Nullable Computation second, Consumer<Outcome> done) {
        var config = now.config();
        if (!now.decides() || first.joined().shadow()) {
            lane.run().start(new SampleRun.Task(config, first, second), done);
            return;
        }
        var tally = tools.tallies().of(first.held().name());
        // Where nothing goes up, exits and times say nothing of a revision: no sample of that time is judged.
        var rollout = config.uplink() == UplinkUse.LocalExitOnly
                ? null
                : tools.tallies().rollout(config);
        lane.run().start(new SampleRun.Task(config, first, null), outcome -> {
            long took = tools.timer().nanos() - first.joined().arrivedNanos();
            tools.tallies().all().count(outcome, took);
            if (tally != null) {
                tally.count(outcome, took);
            }
            if (rollout == null) {
                done.accept(outcome);
                return;
            }
            rollout.count(first.held().name(), outcome, took);
            done.accept(outcome);
            if (second != null) {
                compare(config, second, outcome, rollout);
            }
        });
    }

    private void compare(SectionConfig config, Computation second, Outcome outcome, RolloutTally rollout) {
        Runnable after = outcome.fold(
                answered -> () -> comparison.start(config, second, answered, rollout), refused -> () -> {});
        after.run();
    }

    private static void refuse(Lane lane, Refused refusal, Consumer<Outcome> done) {
        lane.counters().refused(refusal);
        done.accept(refusal);
    }

    private Refused notReady() {
        return new Refused(name.get(), RefusalCode.NOT_READY, "the pod has no configuration yet");
    }
}

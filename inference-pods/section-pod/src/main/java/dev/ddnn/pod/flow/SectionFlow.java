package dev.ddnn.pod.flow;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.pod.join.AbsentBranches;
import dev.ddnn.pod.join.Admission;
import dev.ddnn.pod.join.JoinRule;
import dev.ddnn.pod.join.Joined;
import dev.ddnn.pod.join.SampleJoiner;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.section.Holdings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The way of a sample through a section: join, section, exit, forward. Takes parts in from whoever sends them, and gives each
 * sender exactly one outcome.
 */
public final class SectionFlow {
    private final Supplier<String> name;
    private final HeldRevisions held;
    private final SampleRun run;
    private final FlowTools tools;
    private final Admission admission;
    private final SampleJoiner joiner;

    /**
     * @param name of the section; empty before the first configuration
     * @param held the revisions that this pod holds
     * @param tools what the stages work with
     * @param admission bounds the samples in flight
     * @param absent branches that cannot send now
     */
    public SectionFlow(
            Supplier<String> name, HeldRevisions held, FlowTools tools, Admission admission, AbsentBranches absent) {
        this.name = name;
        this.held = held;
        this.tools = tools;
        this.admission = admission;
        this.run = new SampleRun(tools);
        this.joiner = new SampleJoiner(name, tools.timer(), admission, absent, this::process);
    }

    /**
     * A whole sample, from a client of the bottom section or from the only branch below. It waits for nobody here, and its id is
     * looked at by nobody: of a branch that runs on many nodes each pod counts its own samples.
     *
     * @param part all that there will be of the sample
     * @param sender gets exactly one outcome
     */
    public void enter(Part part, Consumer<Outcome> sender) {
        if (!admission.tryEnter()) {
            var refusal = new Refused(
                    name.get(),
                    RefusalCode.OVERLOADED,
                    "too many samples are in flight in section '" + name.get() + "'");
            tools.metrics().received();
            tools.metrics().refused(refusal);
            sender.accept(refusal);
            return;
        }
        process(Joined.of(List.of(part)), outcome -> {
            admission.leave();
            sender.accept(outcome);
        });
    }

    /**
     * A part from a branch of the section below.
     *
     * @param part to be joined with the others of its sample
     * @param sender gets exactly one outcome
     */
    public void accept(Part part, Consumer<Outcome> sender) {
        var now = held.current();
        if (now.isEmpty()) {
            sender.accept(notReady());
            return;
        }
        var expected = senders(now.get().answering().branch());
        if (!expected.contains(part.branch())) {
            sender.accept(new Refused(
                    name.get(),
                    RefusalCode.INVALID,
                    "section '" + name.get() + "' takes parts from "
                            + expected.stream().sorted().toList() + "; found '" + part.branch() + "'"));
            return;
        }
        if (expected.size() == 1) {
            enter(part, sender);
            return;
        }
        joiner.accept(rule(now.get().config(), expected), part, sender);
    }

    /** A branch below was lost: samples that wait for it alone go on. */
    public void branchLost() {
        joiner.branchLost();
    }

    /** The branches below that send parts to a branch. */
    public static Set<String> senders(BranchCut branch) {
        return branch.inputs().stream().flatMap(port -> port.peers().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static JoinRule rule(SectionConfig config, Set<String> expected) {
        var join = config.join();
        var timeout = Duration.ofMillis(join == null ? 0 : join.timeoutMillis());
        int least = join == null ? expected.size() : Math.min(join.minBranches(), expected.size());
        return new JoinRule(expected, timeout, least, timeout.plusMillis(config.deadlineMillis()));
    }

    private void process(Joined joined, Consumer<Outcome> done) {
        tools.metrics().received();
        held.current().ifPresentOrElse(now -> run(now, joined, done), () -> refuse(notReady(), done));
    }

    private void run(Holdings now, Joined joined, Consumer<Outcome> done) {
        RevisionChoice.choose(now, joined.revisions())
                .apply(
                        (revision, validFor) ->
                                run.start(new SampleRun.Task(now.config(), revision, validFor, joined), done),
                        refusal -> refuse(refusal, done));
    }

    private void refuse(Refused refusal, Consumer<Outcome> done) {
        tools.metrics().refused(refusal);
        done.accept(refusal);
    }

    private Refused notReady() {
        return new Refused(name.get(), RefusalCode.NOT_READY, "the pod has no configuration yet");
    }
}

package dev.ddnn.pod.join;

import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.time.HopBudget;
import dev.ddnn.pod.time.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Brings the parts of each sample together and gives each sender exactly one outcome. A sample goes on when nobody is left to
 * wait for, or after the timeout if enough parts came. An outcome is kept for a while: a late part gets the same one, never a
 * second. Waiting holds no thread.
 *
 * <p>A branch that sends a sample again after a retryable refusal starts a new attempt, since the section below lets an id
 * through again only then.
 *
 * <p>Once it stops, no sample begins any more and none goes on with the parts that happen to be there: all senders of such a sample
 * hear that it was not taken. So it may stop without one sender being answered and another left without a word.
 */
public final class SampleJoiner {
    private final Supplier<String> section;
    private final Timer timer;
    private final Admission admission;
    private final AbsentBranches absent;
    private final Next next;
    private final Map<String, PendingSample> samples = new HashMap<>();
    private boolean stopping;

    /** What happens to a joined sample. */
    @FunctionalInterface
    public interface Next extends BiConsumer<Joined, Consumer<Outcome>> {}

    /**
     * @param section name of this section, for refusals
     * @param timer for windows and for forgetting
     * @param admission bounds the samples in flight
     * @param absent who cannot send now
     * @param next takes joined samples and gives their outcome, once
     */
    public SampleJoiner(Supplier<String> section, Timer timer, Admission admission, AbsentBranches absent, Next next) {
        this.section = section;
        this.timer = timer;
        this.admission = admission;
        this.absent = absent;
        this.next = next;
    }

    /**
     * Takes a part in.
     *
     * @param rule when its sample goes on; the first part's rule holds
     * @param part one branch's part
     * @param sender gets exactly one outcome
     */
    public void accept(JoinRule rule, Part part, Consumer<Outcome> sender) {
        take(rule, part, sender).run();
    }

    /**
     * Takes a part in whose sender has sent it before and lost the stream: it may have come or not, and gets the sample's one outcome.
     *
     * @param rule when its sample goes on, if this is its first part after all
     * @param part one branch's part
     * @param sender gets exactly one outcome; who waited in its place does not matter any more
     */
    public void acceptAgain(JoinRule rule, Part part, Consumer<Outcome> sender) {
        Runnable action = null;
        synchronized (samples) {
            var pending = samples.get(part.sample());
            if (pending != null && pending.sawBranch(part.branch())) {
                action = pending.outcome()
                        .<Runnable>map(outcome -> () -> sender.accept(outcome))
                        .orElse(() -> {});
                if (pending.outcome().isEmpty()) {
                    pending.alsoTell(sender);
                }
            }
        }
        (action == null ? take(rule, part, sender) : action).run();
    }

    /** Begins no sample any more, and refuses those that still wait for parts. */
    public void stop() {
        List<PendingSample> waiting;
        synchronized (samples) {
            stopping = true;
            waiting =
                    samples.values().stream().filter(PendingSample::collecting).toList();
        }
        waiting.forEach(pending -> decidedIf(PendingSample::collecting, pending, stopping()));
    }

    /** Looks again at all waiting samples, after a branch was lost. */
    public void branchLost() {
        List<String> waiting;
        synchronized (samples) {
            waiting = samples.entrySet().stream()
                    .filter(entry -> entry.getValue().collecting())
                    .map(Map.Entry::getKey)
                    .toList();
        }
        for (String sample : waiting) {
            Runnable action;
            synchronized (samples) {
                var pending = samples.get(sample);
                action = pending == null || !pending.collecting() ? () -> {} : goOnIfReady(sample, pending);
            }
            action.run();
        }
    }

    /** Number of samples that wait for parts or for their outcome. */
    public int inFlight() {
        synchronized (samples) {
            return (int) samples.values().stream()
                    .filter(pending -> pending.outcome().isEmpty())
                    .count();
        }
    }

    /** Decides under the lock, and gives back what is to be done outside of it. */
    private Runnable take(JoinRule rule, Part part, Consumer<Outcome> sender) {
        synchronized (samples) {
            var pending = samples.get(part.sample());
            if (pending == null || startsNewAttempt(pending, part)) {
                return first(rule, part, sender);
            }
            if (pending.outcome().isPresent()) {
                pending.firstOf(part.branch());
                var outcome = pending.outcome().get();
                return () -> sender.accept(outcome);
            }
            if (!pending.firstOf(part.branch())) {
                return () -> sender.accept(duplicate(part));
            }
            pending.add(part, sender);
            return pending.collecting() ? goOnIfReady(part.sample(), pending) : () -> {};
        }
    }

    private static boolean startsNewAttempt(PendingSample pending, Part part) {
        return pending.sawBranch(part.branch())
                && pending.outcome()
                        .map(outcome -> outcome.fold(answered -> false, Refused::retryable))
                        .orElse(false);
    }

    private Runnable first(JoinRule rule, Part part, Consumer<Outcome> sender) {
        if (stopping) {
            return () -> sender.accept(stopping());
        }
        var pending = new PendingSample(rule, timer.nanos());
        samples.put(part.sample(), pending);
        pending.firstOf(part.branch());
        if (!admission.tryEnter()) {
            var refusal = new Refused(
                    section.get(),
                    RefusalCode.OVERLOADED,
                    "too many samples are in flight in section '" + section.get() + "'");
            pending.decide(refusal);
            forgetAfter(rule.timeout(), part.sample(), pending);
            return () -> sender.accept(refusal);
        }
        forgetAfter(rule.keep(), part.sample(), pending);
        pending.add(part, sender);
        var action = goOnIfReady(part.sample(), pending);
        if (pending.collecting()) {
            var left = HopBudget.forNextHop(part.deadline().left(timer));
            var window = left.compareTo(rule.timeout()) < 0 ? left : rule.timeout();
            pending.window(timer.schedule(window, () -> windowClosed(part.sample(), pending)));
        }
        return action;
    }

    private Runnable goOnIfReady(String sample, PendingSample pending) {
        boolean enough = pending.all()
                || pending.complete(absent) && pending.size() >= pending.rule().minBranches();
        return enough ? goOn(sample, pending) : () -> {};
    }

    private Runnable goOn(String sample, PendingSample pending) {
        var joined = pending.goOn();
        return () -> next.accept(joined, outcome -> decided(pending, outcome));
    }

    private void windowClosed(String sample, PendingSample pending) {
        Runnable action;
        synchronized (samples) {
            if (!pending.collecting()) {
                return;
            }
            int came = pending.size();
            int needed = pending.rule().minBranches();
            action = came >= needed
                    ? goOn(sample, pending)
                    : () -> decided(
                            pending,
                            new Refused(
                                    section.get(),
                                    RefusalCode.TOO_FEW_BRANCHES,
                                    "parts of " + came + " branches came in time, " + needed + " are needed"));
        }
        action.run();
    }

    private void decided(PendingSample pending, Outcome outcome) {
        decidedIf(one -> one.outcome().isEmpty(), pending, outcome);
    }

    private void decidedIf(Predicate<PendingSample> still, PendingSample pending, Outcome outcome) {
        List<Consumer<Outcome>> waiting;
        synchronized (samples) {
            if (!still.test(pending)) {
                return;
            }
            waiting = pending.decide(outcome);
        }
        admission.leave();
        waiting.forEach(sender -> sender.accept(outcome));
    }

    private void forgetAfter(Duration time, String sample, PendingSample pending) {
        timer.schedule(time, () -> {
            synchronized (samples) {
                samples.remove(sample, pending);
            }
        });
    }

    private Refused stopping() {
        return new Refused(
                section.get(), RefusalCode.STOPPING, "the pod of section '" + section.get() + "' is about to stop");
    }

    private Refused duplicate(Part part) {
        return new Refused(
                section.get(),
                RefusalCode.DUPLICATE,
                "branch '" + part.branch() + "' sent sample '" + part.sample() + "' twice");
    }
}

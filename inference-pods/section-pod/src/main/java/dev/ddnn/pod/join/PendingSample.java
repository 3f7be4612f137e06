package dev.ddnn.pod.join;

import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.time.Timer.Cancellable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One sample at a join, from its first part until its outcome is forgotten. Not thread safe: the joiner guards it.
 *
 * <pre>
 * collecting --&gt; going on --&gt; decided
 *      \________________________/^  (refused without going on)
 * </pre>
 */
final class PendingSample {
    private final JoinRule rule;
    private final long arrivedNanos;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Consumer<Outcome>> senders = new ArrayList<>();
    private @Nullable Outcome outcome;
    private @Nullable Cancellable window;
    private boolean goingOn;

    PendingSample(JoinRule rule, long arrivedNanos) {
        this.rule = rule;
        this.arrivedNanos = arrivedNanos;
    }

    JoinRule rule() {
        return rule;
    }

    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    boolean collecting() {
        return !goingOn && outcome == null;
    }

    /** Notes that the branch has taken part in this attempt. */
    boolean firstOf(String branch) {
        return seen.add(branch);
    }

    boolean sawBranch(String branch) {
        return seen.contains(branch);
    }

    void add(Part part, Consumer<Outcome> sender) {
        if (collecting()) {
            parts.add(part);
        }
        senders.add(sender);
    }

    /** For a branch whose part is there already. */
    void alsoTell(Consumer<Outcome> sender) {
        senders.add(sender);
    }

    int size() {
        return parts.size();
    }

    /** Whether nobody is left to wait for. */
    boolean complete(AbsentBranches absent) {
        return rule.expected().stream().allMatch(branch -> seen.contains(branch) || absent.absent(branch));
    }

    boolean all() {
        return seen.containsAll(rule.expected());
    }

    void window(Cancellable timer) {
        window = timer;
    }

    Joined goOn() {
        goingOn = true;
        cancelWindow();
        return Joined.of(parts, arrivedNanos);
    }

    /** Keeps the outcome and gives back who waits for it. */
    List<Consumer<Outcome>> decide(Outcome decided) {
        outcome = decided;
        cancelWindow();
        parts.clear();
        var waiting = List.copyOf(senders);
        senders.clear();
        return waiting;
    }

    private void cancelWindow() {
        if (window != null) {
            window.cancel();
            window = null;
        }
    }
}

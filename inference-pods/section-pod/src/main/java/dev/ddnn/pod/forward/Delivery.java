package dev.ddnn.pod.forward;

import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.time.Deadline;
import dev.ddnn.pod.time.HopBudget;
import dev.ddnn.pod.time.Timer;
import dev.ddnn.pod.time.Timer.Cancellable;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One sample on its way to a branch where parts of several pods meet. Whether it was answered there is known to the process that it was
 * sent to, and to no other: once it has left, only that one may be asked again.
 *
 * <pre>
 * waiting for a stream &lt;--&gt; sent --&gt; done
 *          \_______________________^
 * </pre>
 */
final class Delivery {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private final UpwardSample sample;
    private final Refusals refusals;
    private final Consumer<Outcome> outcome;
    private @Nullable String asked;
    private @Nullable Deadline patience;
    private @Nullable Cancellable waiting;
    private Runnable takeBack = () -> {};
    private boolean done;

    /** @param outcome gets exactly one, unless the sample is taken back */
    Delivery(UpwardSample sample, Refusals refusals, Consumer<Outcome> outcome) {
        this.sample = sample;
        this.refusals = refusals;
        this.outcome = outcome;
    }

    UpwardSample sample() {
        return sample;
    }

    /** Whether it was sent on a stream that broke. */
    synchronized boolean left() {
        return asked != null;
    }

    /** Notes that a process may have it. */
    synchronized void lostBy(String boot) {
        asked = boot;
    }

    /** Whether a process may be sent it: any, until one has it. */
    synchronized boolean mayGoTo(String boot) {
        return asked == null || asked.equals(boot);
    }

    /** Waits for a stream; all its waiting together takes a second at most, and leaves time for the answer. */
    synchronized void waits(Timer timer) {
        if (done) {
            return;
        }
        if (patience == null) {
            var left = HopBudget.forNextHop(sample.deadline().left(timer));
            patience = Deadline.in(timer, left.compareTo(PATIENCE) < 0 ? left : PATIENCE);
        }
        waiting = timer.schedule(patience.left(timer), this::waitedLongEnough);
    }

    /** Waits no longer, since it is about to be sent; false: too late. */
    synchronized boolean goes() {
        if (waiting != null) {
            waiting.cancel();
            waiting = null;
        }
        return !done;
    }

    private void waitedLongEnough() {
        Outcome late;
        synchronized (this) {
            if (waiting == null || done) {
                return;
            }
            done = true;
            late = refusal();
        }
        outcome.accept(late);
    }

    private Outcome refusal() {
        return left() ? refusals.unknown() : refusals.unreachable();
    }

    /** What takes it back from where it was just sent. */
    void sent(Runnable taken) {
        synchronized (this) {
            takeBack = taken;
            if (!done) {
                return;
            }
        }
        taken.run();
    }

    /** Nobody wants the outcome any more. */
    void cancel() {
        end();
    }

    void refuse() {
        finish(refusal());
    }

    void finish(Outcome result) {
        if (end()) {
            outcome.accept(result);
        }
    }

    synchronized boolean done() {
        return done;
    }

    private boolean end() {
        Runnable taken;
        synchronized (this) {
            if (done) {
                return false;
            }
            goes();
            done = true;
            taken = takeBack;
        }
        taken.run();
        return true;
    }
}

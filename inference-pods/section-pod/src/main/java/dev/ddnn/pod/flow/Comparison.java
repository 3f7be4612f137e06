package dev.ddnn.pod.flow;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.telemetry.RolloutTally;
import dev.ddnn.pod.telemetry.SampleCounters;
import dev.ddnn.pod.time.Deadline;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Has a sample that one revision answered computed by the other one as well, through its exits here and above, and compares the two
 * answers. All of it comes after the sample's answer and in spare time: nobody waits for it, it is bounded, and what would be too
 * much is left out.
 */
final class Comparison {
    private static final Logger LOG = Logger.getLogger(Comparison.class);
    private static final int AT_ONCE = 32;
    private final FailureLog failures;
    private final FlowTools tools;
    private final SampleRun shadows;
    private final SampleCounters counters;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /**
     * @param tools what the stages work with
     * @param shadows runs samples that nobody waits for
     */
    Comparison(FlowTools tools, SampleRun shadows) {
        this.tools = tools;
        failures = new FailureLog(tools.timer(), LOG);
        this.shadows = shadows;
        this.counters = tools.metrics().shadows();
    }

    /**
     * Compares, later.
     *
     * @param config that holds for the sample
     * @param second the other revision's computation
     * @param served the answer that was given
     * @param tally counts the result
     */
    void start(SectionConfig config, Computation second, Answered served, RolloutTally tally) {
        if (!comparable(served) || !places.tryAcquire()) {
            return;
        }
        var place = new Place();
        counters.received();
        try {
            var until = Deadline.in(tools.timer(), Duration.ofMillis(config.deadlineMillis()));
            var again = new Computation(
                    second.held(), second.validFor(), second.joined().toCompare(until));
            shadows.start(new SampleRun.Task(config, again, null), outcome -> {
                place.leave();
                count(served, outcome, tally);
            });
        } catch (RuntimeException | Error e) {
            // The served answer is given already: what goes wrong after it is no matter of the sample's.
            place.leave();
            failures.failed("sample " + second.joined().sample() + " cannot be compared", e);
        }
    }

    /** One of the places, left once. */
    private final class Place {
        private final AtomicBoolean left = new AtomicBoolean();

        void leave() {
            if (left.compareAndSet(false, true)) {
                places.release();
            }
        }
    }

    private static void count(Answered served, Outcome outcome, RolloutTally tally) {
        Runnable counted = outcome.fold(
                answered -> comparable(answered)
                        ? () -> tally.compared(bestClass(served.logits()) == bestClass(answered.logits()))
                        : () -> {},
                refused -> computable(refused) ? () -> {} : tally::shadowFailed);
        counted.run();
    }

    /** An answer that stands in for one that did not come from above says nothing of the revision. */
    private static boolean comparable(Answered answer) {
        return answer.degraded() == DegradedReason.NOT_DEGRADED || answer.degraded() == DegradedReason.FEW_BRANCHES;
    }

    /** Whether the refusal speaks of the way and the load, not of the revision. */
    private static boolean computable(Refused refusal) {
        return switch (refusal.code()) {
            case OVERLOADED, DEADLINE_EXCEEDED, UPSTREAM_UNREACHABLE, STOPPING, OUTCOME_UNKNOWN -> true;
            case TOO_FEW_BRANCHES,
                    REVISION_NOT_HELD,
                    NOT_READY,
                    DUPLICATE,
                    INVALID,
                    INTERNAL,
                    REFUSAL_UNSPECIFIED,
                    UNRECOGNIZED -> false;
        };
    }

    private static int bestClass(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }
}

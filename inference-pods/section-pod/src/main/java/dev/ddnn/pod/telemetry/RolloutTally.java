package dev.ddnn.pod.telemetry;

import dev.ddnn.contract.report.PodReport.RolloutCounts;
import dev.ddnn.pod.sample.Outcome;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the two revisions of one rollout did since this pod learned of it. */
public final class RolloutTally {
    private final String id;
    private final String currentName;
    private final String targetName;
    private final RevisionTally current;
    private final RevisionTally target;
    private final LongAdder compared = new LongAdder();
    private final LongAdder agreed = new LongAdder();
    private final LongAdder shadowFailed = new LongAdder();

    RolloutTally(String id, String current, String target) {
        this.id = id;
        this.currentName = current;
        this.targetName = target;
        this.current = new RevisionTally(current);
        this.target = new RevisionTally(target);
    }

    String id() {
        return id;
    }

    /** Counts of one of its two revisions; absent: another revision took the sample. */
    private @Nullable RevisionTally of(String revision) {
        return revision.equals(currentName) ? current : revision.equals(targetName) ? target : null;
    }

    /** Counts the outcome of a sample that the revision took. */
    public void count(String revision, Outcome outcome, long nanos) {
        var tally = of(revision);
        if (tally != null) {
            tally.count(outcome, nanos);
        }
    }

    /** Both revisions answered a sample from the same views. */
    public void compared(boolean sameClass) {
        compared.increment();
        if (sameClass) {
            agreed.increment();
        }
    }

    /** The revision that did not answer a sample could not compute it. */
    public void shadowFailed() {
        shadowFailed.increment();
    }

    RolloutCounts report() {
        // Agreed first: whoever reads must never find more that agreed than were compared.
        long same = agreed.sum();
        return new RolloutCounts(id, current.report(), target.report(), compared.sum(), same, shadowFailed.sum());
    }
}

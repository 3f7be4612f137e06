package dev.ddnn.sandbox.bill;

import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What clients saw of one DDNN.
 *
 * @param tries samples that were sent, each as often as it was tried
 * @param answered samples by the exit that answered them
 * @param untold tries without an answer that may have been answered nevertheless
 */
public record Counted(long tries, Map<String, Long> answered, long untold) {
    /** Before the first sample. */
    public static final Counted NOTHING = new Counted(0, Map.of(), 0);

    public Counted {
        answered = new TreeMap<>(answered);
    }

    /** The same with more outcomes. */
    public Counted and(List<Outcome> outcomes) {
        Map<String, Long> all = new TreeMap<>(answered);
        long sent = tries;
        long lost = untold;
        for (Outcome outcome : outcomes) {
            Verdict verdict = outcome.verdict();
            if (verdict != null) {
                all.merge(verdict.exit(), 1L, Long::sum);
            }
            sent += outcome.tries().count();
            lost += outcome.tries().untold();
        }
        return new Counted(sent, all, lost);
    }

    /** Samples that were answered, whatever the exit. */
    public long samples() {
        return answered.values().stream().mapToLong(Long::longValue).sum();
    }
}

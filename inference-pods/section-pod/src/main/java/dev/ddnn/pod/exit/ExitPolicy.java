package dev.ddnn.pod.exit;

import dev.ddnn.contract.cut.ResolvedExit;
import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.model.exit.Answer;
import dev.ddnn.model.exit.ExitDecision;
import dev.ddnn.model.exit.ExitRule;
import dev.ddnn.pod.sample.Answered;

/**
 * A section's exit for one sample: its scores, what the rule says to them, and the answer that they would give.
 */
public final class ExitPolicy {
    private final String section;
    private final String revision;
    private final int present;
    private final int allPresent;

    /**
     * @param section whose exit it is
     * @param revision that computed the sample
     * @param present bit i: view i took part
     * @param allPresent the mask when all take part
     */
    public ExitPolicy(String section, String revision, int present, int allPresent) {
        this.section = section;
        this.revision = revision;
        this.present = present;
        this.allPresent = allPresent;
    }

    /** Whether the exit answers; at the top it always does. */
    public static ExitDecision decide(ResolvedExit exit, float[] logits, boolean top) {
        return top ? ExitRule.answer(logits) : ExitRule.decide(logits, exit.threshold());
    }

    /** The exit's answer, marked if views are missing. */
    public Answered answer(float[] logits) {
        return answer(logits, present == allPresent ? DegradedReason.NOT_DEGRADED : DegradedReason.FEW_BRANCHES);
    }

    /** The exit's answer in place of a better one that did not come. */
    public Answered answer(float[] logits, DegradedReason why) {
        Answer answer = ExitRule.answer(logits);
        return new Answered(section, logits, (float) answer.confidence(), revision, present, why);
    }
}

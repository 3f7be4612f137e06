package dev.ddnn.sandbox.story;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a client reads it.
 *
 * @param exit section whose exit answered
 * @param confidence 1 - normalised entropy
 * @param revision that answered
 * @param present one 0/1 per view, as text
 * @param degraded whether it is less than what was asked for
 * @param degradedReason why; absent: it is not
 * @param logits the exit's scores
 */
public record Verdict(
        String exit,
        double confidence,
        String revision,
        String present,
        boolean degraded,
        @Nullable String degradedReason,
        float[] logits) {
    /** The class with the largest score, the first of equals. */
    public int answer() {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Whether every view was there. */
    public boolean isComplete() {
        return present.indexOf('0') < 0;
    }

    /** Arrays do not compare by content on their own. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Verdict that
                && exit.equals(that.exit)
                && confidence == that.confidence
                && revision.equals(that.revision)
                && present.equals(that.present)
                && degraded == that.degraded
                && Objects.equals(degradedReason, that.degradedReason)
                && Arrays.equals(logits, that.logits);
    }

    @Override
    public int hashCode() {
        return Objects.hash(exit, confidence, revision, present, degraded, degradedReason, Arrays.hashCode(logits));
    }
}

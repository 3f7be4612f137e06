package dev.ddnn.sandbox.story;

import org.jspecify.annotations.Nullable;

/**
 * What became of one sample.
 *
 * @param sample its position in the data
 * @param label what it shows
 * @param verdict the answer; absent: it was refused
 * @param refused why there is no answer; absent: there is one
 * @param nanos from the first try to the last reply
 */
public record Outcome(
        int sample,
        int label,
        @Nullable Verdict verdict,
        @Nullable String refused,
        long nanos) {
    /** Whether the answer is what the sample shows. */
    public boolean isCorrect() {
        return verdict != null && verdict.answer() == label;
    }
}

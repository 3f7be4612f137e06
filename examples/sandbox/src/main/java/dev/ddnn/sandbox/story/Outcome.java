package dev.ddnn.sandbox.story;

import org.jspecify.annotations.Nullable;

/**
 * What became of one sample.
 *
 * @param sample its position in the data
 * @param label what it shows
 * @param verdict the answer; absent: it was refused
 * @param refused why there is no answer; absent: there is one
 * @param mayRetry whether a refused sample may be tried again
 * @param nanos from the first try to the last reply
 * @param receivedMillis when the last reply came, by the client's clock: milliseconds since 1970
 * @param conflict in what the replies to its views contradict each other; absent: they do not
 * @param unknown whether it was answered, and an entry said that it does not know so
 */
public record Outcome(
        int sample,
        int label,
        @Nullable Verdict verdict,
        @Nullable String refused,
        boolean mayRetry,
        long nanos,
        long receivedMillis,
        @Nullable String conflict,
        boolean unknown) {
    /** One of which each entry knows the outcome. */
    public Outcome(
            int sample,
            int label,
            @Nullable Verdict verdict,
            @Nullable String refused,
            boolean mayRetry,
            long nanos,
            long receivedMillis,
            @Nullable String conflict) {
        this(sample, label, verdict, refused, mayRetry, nanos, receivedMillis, conflict, false);
    }

    /** Whether the answer is what the sample shows. */
    public boolean isCorrect() {
        return verdict != null && verdict.answer() == label;
    }
}

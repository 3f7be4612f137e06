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
 * @param tries under which ids it went, and what became of them
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
        boolean unknown,
        Tries tries) {
    /**
     * The tries of one sample.
     *
     * @param id under which it went last
     * @param code of the last refusal, for programs; absent: it was answered, or no entry gave one
     * @param count how many there were
     * @param untold tries without a verdict that may have been answered nevertheless: a reply was lost or came too late
     */
    public record Tries(String id, @Nullable String code, int count, int untold) {
        /** Where nobody keeps them. */
        public static final Tries NONE = new Tries("", null, 1, 0);
    }

    /** One whose tries nobody keeps. */
    public Outcome(
            int sample,
            int label,
            @Nullable Verdict verdict,
            @Nullable String refused,
            boolean mayRetry,
            long nanos,
            long receivedMillis,
            @Nullable String conflict,
            boolean unknown) {
        this(sample, label, verdict, refused, mayRetry, nanos, receivedMillis, conflict, unknown, Tries.NONE);
    }

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

    /** The same, after earlier tries. */
    Outcome after(Outcome earlier) {
        Tries both = new Tries(
                tries.id(),
                tries.code(),
                tries.count() + earlier.tries.count(),
                tries.untold() + earlier.tries.untold());
        return new Outcome(sample, label, verdict, refused, mayRetry, nanos, receivedMillis, conflict, unknown, both);
    }

    /** Whether the answer is what the sample shows. */
    public boolean isCorrect() {
        return verdict != null && verdict.answer() == label;
    }
}

package dev.ddnn.sandbox.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What became of one sample, as the client writes it.
 *
 * @param sample its position
 * @param nanos from the first try to the last reply
 * @param verdict absent: refused
 * @param refused why; absent: answered
 * @param mayRetry whether a refused sample may be tried again
 * @param receivedMillis when the last reply came, by the client's clock
 * @param conflict in what the replies contradict each other; absent: they do not
 * @param unknown whether an entry did not know that it was answered
 * @param tries under which ids it went, and what became of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FeedLine(
        int sample,
        long nanos,
        @Nullable Answer verdict,
        @Nullable String refused,
        boolean mayRetry,
        long receivedMillis,
        @Nullable String conflict,
        boolean unknown,
        Outcome.Tries tries) {
    /** {@link Verdict} without what is derived from it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String exit,
            double confidence,
            String revision,
            String present,
            boolean degraded,
            @Nullable String degradedReason,
            float[] logits) {}

    static FeedLine of(Outcome outcome) {
        Verdict v = outcome.verdict();
        return new FeedLine(
                outcome.sample(),
                outcome.nanos(),
                v == null
                        ? null
                        : new Answer(
                                v.exit(),
                                v.confidence(),
                                v.revision(),
                                v.present(),
                                v.degraded(),
                                v.degradedReason(),
                                v.logits()),
                outcome.refused(),
                outcome.mayRetry(),
                outcome.receivedMillis(),
                outcome.conflict(),
                outcome.unknown(),
                outcome.tries());
    }

    Outcome outcome(int label) {
        Verdict v = verdict == null
                ? null
                : new Verdict(
                        verdict.exit,
                        verdict.confidence,
                        verdict.revision,
                        verdict.present,
                        verdict.degraded,
                        verdict.degradedReason,
                        verdict.logits);
        return new Outcome(sample, label, v, refused, mayRetry, nanos, receivedMillis, conflict, unknown, tries);
    }
}

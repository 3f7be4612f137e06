package dev.ddnn.sandbox.report;

import ai.onnxruntime.OrtException;
import dev.ddnn.sandbox.report.RolloutSummary.Gate;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts what became of samples, revision by revision. */
public final class RolloutSummaries {
    private RolloutSummaries() {}

    /**
     * A rollout that went back by itself.
     *
     * @param revision that failed
     * @param gate that failed
     * @param failedMillis when, in milliseconds since 1970
     */
    public record Rollback(String revision, Gate gate, long failedMillis) {}

    /**
     * @param outcomes of all samples, in the order in which they were fed
     * @param rollback the newest; absent: there was none
     */
    public static RolloutSummary of(List<Outcome> outcomes, RevisionCheck check, @Nullable Rollback rollback)
            throws OrtException {
        Map<String, Integer> perRevision = new LinkedHashMap<>();
        int mixed = 0;
        int refused = 0;
        for (Outcome outcome : outcomes) {
            Verdict verdict = outcome.verdict();
            if (verdict != null) {
                perRevision.merge(verdict.revision(), 1, Integer::sum);
            } else {
                refused++;
            }
            mixed += check.mixed(outcome) == null ? 0 : 1;
        }
        return new RolloutSummary(
                outcomes.size(),
                outcomes.size() - refused,
                mixed,
                refused,
                perRevision,
                rollback == null ? null : seconds(outcomes, rollback),
                rollback == null ? null : rollback.gate());
    }

    /** 0 if its last answer came before. */
    private static double seconds(List<Outcome> outcomes, Rollback rollback) {
        long last = outcomes.stream()
                .filter(o -> o.verdict() != null
                        && Objects.requireNonNull(o.verdict()).revision().equals(rollback.revision()))
                .mapToLong(Outcome::receivedMillis)
                .max()
                .orElse(0);
        return Math.max(0, last - rollback.failedMillis()) / 1000.0;
    }
}

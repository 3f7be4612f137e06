package dev.ddnn.sandbox.report;

import ai.onnxruntime.OrtException;
import dev.ddnn.sandbox.report.RolloutSummary.Gate;
import dev.ddnn.sandbox.report.RolloutSummary.Refusals;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Verdict;
import java.time.Duration;
import java.util.ArrayList;
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
     * A step of the story.
     *
     * @param title one line
     * @param beginMillis in milliseconds since 1970; it lasts until the next one begins
     * @param refusing how long samples may be refused, retryably; absent: none may be
     */
    public record Played(
            String title, long beginMillis, @Nullable Duration refusing) {}

    /**
     * @param outcomes of all samples, in the order in which they were fed
     * @param rollback the newest; absent: there was none
     * @param steps in order
     */
    public static RolloutSummary of(
            List<Outcome> outcomes, RevisionCheck check, @Nullable Rollback rollback, List<Played> steps)
            throws OrtException {
        Map<String, Integer> perRevision = new LinkedHashMap<>();
        Map<String, Double> right = new LinkedHashMap<>();
        int mixed = 0;
        int refused = 0;
        for (Outcome outcome : outcomes) {
            Verdict verdict = outcome.verdict();
            if (verdict != null) {
                perRevision.merge(verdict.revision(), 1, Integer::sum);
                right.merge(verdict.revision(), outcome.isCorrect() ? 1.0 : 0.0, Double::sum);
            } else {
                refused++;
            }
            mixed += check.mixed(outcome) == null ? 0 : 1;
        }
        right.replaceAll((revision, answers) -> answers / perRevision.getOrDefault(revision, 1));
        return new RolloutSummary(
                outcomes.size(),
                outcomes.size() - refused,
                mixed,
                refused,
                (int) outcomes.stream().filter(Outcome::unknown).count(),
                perRevision,
                right,
                rollback == null ? null : seconds(outcomes, rollback),
                rollback == null ? null : rollback.gate(),
                refusals(outcomes, steps));
    }

    private static List<Refusals> refusals(List<Outcome> outcomes, List<Played> steps) {
        List<Refusals> all = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            // What comes before the first step belongs to it.
            long begin = i == 0 ? Long.MIN_VALUE : steps.get(i).beginMillis();
            long end = i + 1 == steps.size() ? Long.MAX_VALUE : steps.get(i + 1).beginMillis();
            List<Outcome> refused = outcomes.stream()
                    .filter(o -> o.verdict() == null && begin <= o.receivedMillis() && o.receivedMillis() < end)
                    .toList();
            if (!refused.isEmpty() || steps.get(i).refusing() != null) {
                all.add(refusals(steps.get(i), refused));
            }
        }
        return all;
    }

    private static Refusals refusals(Played step, List<Outcome> refused) {
        var times = refused.stream().mapToLong(Outcome::receivedMillis).summaryStatistics();
        int lasting = (int) refused.stream().filter(o -> !o.mayRetry()).count();
        Duration allowed = step.refusing();
        return new Refusals(
                step.title(),
                refused.size(),
                refused.isEmpty() ? 0 : (times.getMax() - times.getMin()) / 1000.0,
                lasting,
                allowed == null ? null : allowed.toMillis() / 1000.0);
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

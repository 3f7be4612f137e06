package dev.ddnn.sandbox.report;

import dev.ddnn.sandbox.report.Summary.CloudOnly;
import dev.ddnn.sandbox.report.Summary.ExitRow;
import dev.ddnn.sandbox.report.Summary.Hop;
import dev.ddnn.sandbox.report.Summary.Latency;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts. */
public final class Summaries {
    private Summaries() {}

    /**
     * @param exits of the DDNN, from the bottom
     * @param rawBytes of all views of a sample
     */
    public static Summary of(String story, List<Exit> exits, int rawBytes, Evidence evidence) {
        List<Outcome> outcomes = evidence.outcomes();
        int answered = (int) verdicts(outcomes).count();
        return new Summary(
                story,
                outcomes.size(),
                answered,
                (int) verdicts(outcomes).filter(Verdict::degraded).count(),
                outcomes.size() - answered,
                (int) verdicts(outcomes).filter(Verdict::isComplete).count(),
                accuracy(outcomes),
                evidence.agreeing(),
                exitRows(exits, outcomes, answered),
                hops(evidence),
                rawBytes,
                latency(outcomes),
                cloudOnly(evidence),
                evidence.rollout(),
                evidence.quota());
    }

    private static Stream<Verdict> verdicts(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::verdict).filter(Objects::nonNull);
    }

    private static double accuracy(List<Outcome> outcomes) {
        long answered = verdicts(outcomes).count();
        return ratio(outcomes.stream().filter(Outcome::isCorrect).count(), answered);
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    private static List<ExitRow> exitRows(List<Exit> exits, List<Outcome> outcomes, int answered) {
        Set<String> sections = new LinkedHashSet<>();
        exits.forEach(e -> sections.add(e.section()));
        verdicts(outcomes).forEach(v -> sections.add(v.exit()));
        List<ExitRow> rows = new ArrayList<>();
        for (String section : sections) {
            List<Outcome> own = outcomes.stream()
                    .filter(o -> o.verdict() != null && o.verdict().exit().equals(section))
                    .toList();
            rows.add(new ExitRow(section, ratio(own.size(), answered), accuracy(own), latency(own)));
        }
        return rows;
    }

    private static List<Hop> hops(Evidence evidence) {
        List<Hop> hops = new ArrayList<>();
        for (int i = 1; i < evidence.sections().size(); i++) {
            String to = evidence.sections().get(i);
            var count = evidence.streams().get(to);
            if (count != null) {
                hops.add(new Hop(
                        evidence.sections().get(i - 1),
                        to,
                        ratio(count.up(), evidence.outcomes().size())));
            }
        }
        return hops;
    }

    private static @Nullable CloudOnly cloudOnly(Evidence evidence) {
        var seen = evidence.cloudOnly();
        return seen == null
                ? null
                : new CloudOnly(
                        accuracy(seen.outcomes()),
                        ratio(seen.entry().up(), seen.outcomes().size()),
                        latency(seen.outcomes()));
    }

    private static Latency latency(List<Outcome> outcomes) {
        double[] millis = outcomes.stream()
                .filter(o -> o.verdict() != null)
                .mapToDouble(o -> o.nanos() / 1e6)
                .sorted()
                .toArray();
        return new Latency(percentile(millis, 0.50), percentile(millis, 0.95));
    }

    /** The smallest value that at least this share of all does not exceed. */
    static double percentile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return Math.round(sorted[Math.max(0, rank - 1)] * 100) / 100.0;
    }
}

package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.Limits;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.SectionPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where samples are answered, by what the deciding section's pods count. A busy DDNN would have its status written at each report: so a
 * new one is told a minute after the one before, and only where a share has moved by a point.
 *
 * @param summary one line; absent: nobody has counted yet
 * @param time when it was told first, ISO 8601; absent: never
 */
record ExitShares(@Nullable String summary, @Nullable String time) {
    /** The least time from one summary to the next. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final ExitShares NONE = new ExitShares(null, null);

    /** What status is to say now. */
    static ExitShares of(Planned plan, Observed observed, Instant now) {
        var status = observed.status();
        ExitShares before = status == null ? NONE : new ExitShares(status.exitSummary(), status.exitSummaryTime());
        if (before.isYoung(now)) {
            return before;
        }
        String summary = summary(before.summary, plan, observed);
        return Objects.equals(summary, before.summary)
                ? before
                : new ExitShares(summary, now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** A time that cannot be read was not written here. */
    private boolean isYoung(Instant now) {
        try {
            return time != null && now.isBefore(Instant.parse(time).plus(PAUSE));
        } catch (DateTimeParseException unreadable) {
            return false;
        }
    }

    private static @Nullable String summary(@Nullable String before, Planned plan, Observed observed) {
        Map<String, Long> answers = answers(plan, observed);
        double all = answers.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return before;
        }
        Map<String, Integer> told = told(before);
        List<String> exits = plan.sections().stream()
                .map(SectionPlan::name)
                .filter(answers::containsKey)
                .toList();
        boolean moved = !told.keySet().equals(answers.keySet())
                || exits.stream()
                        .anyMatch(exit ->
                                Math.abs(100 * answers.getOrDefault(exit, 0L) / all - told.getOrDefault(exit, 0)) >= 1);
        return moved
                ? Conditions.shortened(
                        exits.stream()
                                .map(exit -> exit + " " + Math.round(100 * answers.getOrDefault(exit, 0L) / all) + "%")
                                .collect(Collectors.joining(" ")),
                        Limits.SUMMARY)
                : before;
    }

    private static Map<String, Long> answers(Planned plan, Observed observed) {
        var answers = new HashMap<String, Long>();
        List<PodReport> reports = observed.reports();
        if (reports != null) {
            List<String> sections =
                    plan.sections().stream().map(SectionPlan::name).toList();
            reports.stream()
                    .filter(report -> report.section().equals(plan.target().decidingSection()))
                    .flatMap(report -> report.counts().stream())
                    .flatMap(counts -> counts.exits().entrySet().stream())
                    .filter(exit -> exit.getValue() > 0 && sections.contains(exit.getKey()))
                    .forEach(exit -> answers.merge(exit.getKey(), exit.getValue(), Long::sum));
        }
        return answers;
    }

    /** Reads a summary. */
    private static Map<String, Integer> told(@Nullable String summary) {
        var told = new HashMap<String, Integer>();
        if (summary != null && summary.matches("([-a-z0-9]+ [0-9]{1,3}% ?)+")) {
            String[] words = summary.split(" ");
            for (int i = 0; i + 1 < words.length; i += 2) {
                told.put(words[i], Integer.parseInt(words[i + 1].replace("%", "")));
            }
        }
        return told;
    }
}

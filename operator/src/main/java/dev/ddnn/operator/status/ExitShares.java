package dev.ddnn.operator.status;

import dev.ddnn.api.v1alpha1.Limits;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.SectionPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where samples are answered, by what the deciding section's pods count. */
final class ExitShares {
    private ExitShares() {}

    /** One line; the one of before as long as no share has moved by a point, and where nobody counts. */
    static @Nullable String summary(Planned plan, Observed observed) {
        String before = observed.status() == null ? null : observed.status().exitSummary();
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

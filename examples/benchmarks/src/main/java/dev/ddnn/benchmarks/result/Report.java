package dev.ddnn.benchmarks.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A whole run.
 *
 * @param surroundings commit, Java, load, size: what a figure is worth nothing without
 */
public record Report(Map<String, Object> surroundings, List<GoalResult> goals) {
    /** One object per goal, by its id, and {@code run} for the surroundings. */
    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        goals.forEach(goal -> json.put(goal.id(), goal.json()));
        json.put("run", surroundings);
        return json;
    }

    /** For people. */
    public String table() {
        var lines = new ArrayList<String>();
        lines.add(String.format("%-5s %-62s %22s %6s %6s  %s", "goal", "what", "measured", "goal", "gate", "verdict"));
        for (GoalResult goal : goals) {
            lines.add(String.format(
                    "%-5s %-62s %22s %6s %6s  %s",
                    goal.id(), goal.what(), measured(goal), figure(goal.goal()), figure(goal.gate()), goal.verdict()));
            goal.details().forEach((name, detail) -> lines.add("        " + name + ": " + said(detail)));
        }
        return String.join("\n", lines);
    }

    /** Whether a gate was not met; a noisy goal says nothing. */
    public boolean failed() {
        return goals.stream().anyMatch(goal -> goal.verdict() == Verdict.fail);
    }

    /** Ids of the goals with that verdict. */
    public String with(Verdict verdict) {
        return goals.stream()
                .filter(goal -> goal.verdict() == verdict)
                .map(GoalResult::id)
                .collect(Collectors.joining(", "));
    }

    private static String measured(GoalResult goal) {
        var ratio = goal.ratio();
        return ratio == null ? figure(goal.value()) : ratio.words();
    }

    private static String said(Object detail) {
        return detail instanceof Double number ? figure(number) : String.valueOf(detail);
    }

    private static String figure(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%.0f", number)
                : String.format(Locale.ROOT, "%.2f", number);
    }
}

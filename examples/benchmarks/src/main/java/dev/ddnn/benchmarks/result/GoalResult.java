package dev.ddnn.benchmarks.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One goal and what was measured of it.
 *
 * @param id such as {@code CP1}
 * @param what is measured, in words
 * @param ratio with its quartiles, where a floor was measured in the same run; absent: {@code value} is a count or a size
 * @param value the figure; of a ratio its median
 * @param goal what it should be
 * @param gate what it must not exceed
 * @param details further figures by name, and sentences
 */
public record GoalResult(
        String id,
        String what,
        @Nullable Quartiles ratio,
        double value,
        double goal,
        double gate,
        Verdict verdict,
        Map<String, Object> details) {

    /** Wall time beside a floor, both measured in each of the rounds. */
    public static GoalResult ofRatio(
            String id, String what, List<Double> rounds, double goal, double gate, Map<String, Object> details) {
        var ratio = Quartiles.of(rounds);
        Verdict verdict = ratio.isNoisy() ? Verdict.noisy : ratio.median() <= gate ? Verdict.pass : Verdict.fail;
        return new GoalResult(id, what, ratio, ratio.median(), goal, gate, verdict, details);
    }

    /** A count or a size, that must not be above its gate. */
    public static GoalResult atMost(
            String id, String what, double value, double goal, double gate, Map<String, Object> details) {
        return new GoalResult(id, what, null, value, goal, gate, value <= gate ? Verdict.pass : Verdict.fail, details);
    }

    /** A count that must be met exactly. */
    public static GoalResult equal(String id, String what, double value, double goal, Map<String, Object> details) {
        return new GoalResult(id, what, null, value, goal, goal, value == goal ? Verdict.pass : Verdict.fail, details);
    }

    /** The same, failed: something that the figure does not show is wrong. */
    public GoalResult failed(String why) {
        var more = new LinkedHashMap<>(details);
        more.put("failed", why);
        return new GoalResult(id, what, ratio, value, goal, gate, Verdict.fail, more);
    }

    /** In one line, for whoever waits for the others. */
    public String words() {
        String measured = ratio == null ? Double.toString(rounded(value)) : ratio.words();
        return id + ": " + measured + ", gate " + gate + ": " + verdict;
    }

    /** As it stands in the JSON file. */
    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put(ratio == null ? "value" : "ratio", rounded(value));
        if (ratio != null) {
            json.put("q1", rounded(ratio.q1()));
            json.put("q3", rounded(ratio.q3()));
        }
        json.put("goal", goal);
        json.put("gate", gate);
        json.put("verdict", verdict);
        json.put("what", what);
        details.forEach((name, detail) -> json.put(name, detail instanceof Double figure ? rounded(figure) : detail));
        return json;
    }

    static double rounded(double figure) {
        return Math.round(figure * 1000) / 1000.0;
    }
}

package dev.ddnn.benchmarks.cp;

import dev.ddnn.benchmarks.result.GoalResult;
import java.util.LinkedHashMap;
import java.util.List;

/** Goals that are counts of calls. */
final class WriteGoals {
    private static final int IN_FLIGHT = 16;

    private WriteGoals() {}

    /** CP3. */
    static GoalResult creates(Counts counts) {
        var details = new LinkedHashMap<String, Object>();
        details.put("writes per DDNN", counts.composition());
        details.put("besides the least", counts.excess().isEmpty() ? "nothing" : counts.excess());
        details.put("writes of bills meanwhile, not among them", counts.ofBills());
        details.put("conflicts", counts.conflicts());
        details.put("duplicates", counts.duplicates());
        details.put("reads per DDNN", counts.readsPerDDNN());
        var result = GoalResult.equal(
                "CP3", "API writes per created DDNN", counts.writesPerDDNN(), counts.leastPerDDNN(), details);
        return counts.conflicts() + counts.duplicates() == 0
                ? result
                : result.failed("there are conflicts or duplicates, of which there must be none");
    }

    /** CP10. */
    static GoalResult inFlight(List<Call> calls, Jam.Outcome jam) {
        var details = new LinkedHashMap<String, Object>();
        details.put("writes answered with 429 for " + Jam.SPAN.toSeconds() + " s", jam.refused());
        details.put("least pause before one was repeated, ms (Retry-After: 1000)", jam.leastPauseMillis());
        details.put("the write that was repeated soonest", jam.hastiest());
        details.put("throughput beside an unbounded operator", "not measured");
        var result = GoalResult.atMost(
                "CP10",
                "most calls of the operator in flight in the bursts",
                Call.mostInFlight(calls),
                IN_FLIGHT,
                IN_FLIGHT,
                details);
        return jam.honoured() ? result : result.failed("Retry-After is not honoured");
    }
}

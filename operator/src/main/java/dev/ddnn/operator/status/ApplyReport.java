package dev.ddnn.operator.status;

import dev.ddnn.operator.plan.DDNNPlan.Cause;
import dev.ddnn.operator.plan.DDNNPlan.Wait;
import dev.ddnn.operator.plan.DDNNPlan.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What applying did.
 *
 * @param written children that were created or changed, as Kind/name
 * @param pruned children that were deleted, as Kind/name
 * @param told pods that were told of a configuration
 * @param taken needed names that belong to somebody else, as sentences
 * @param overtaken children that changed while we looked; they are looked at again soon
 * @param heldBack children whose turn has not come, each with what it waits for
 * @param refused what ResourceQuotas of the namespace have no room for, in the API's words; then nothing was done
 */
public record ApplyReport(
        List<String> written,
        List<String> pruned,
        List<String> told,
        List<String> taken,
        List<String> overtaken,
        List<String> heldBack,
        List<String> refused) {
    private static final String RECORD = "DDNNRevision/";

    public ApplyReport {
        written = List.copyOf(written);
        pruned = List.copyOf(pruned);
        told = List.copyOf(told);
        taken = List.copyOf(taken);
        overtaken = List.copyOf(overtaken);
        heldBack = List.copyOf(heldBack);
        refused = List.copyOf(refused);
    }

    /** Nothing had to be done. */
    public static ApplyReport nothing() {
        return new ApplyReport(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Nothing was done, since there is no room for all of it. */
    public static ApplyReport refused(List<String> refused) {
        return new ApplyReport(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), refused);
    }

    /** The wait for that room; absent: it was not refused. */
    public Optional<Waiting> waiting() {
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(new Waiting(
                        List.of(new Wait(Cause.NativeQuota, "objects are refused: " + String.join("; ", refused)))));
    }

    /** Whether anything is on its way because of this. What is written down of revisions moves no pod. */
    public boolean isBusy() {
        boolean moves = written.stream().anyMatch(child -> !child.startsWith(RECORD));
        return moves || !(pruned.isEmpty() && told.isEmpty() && overtaken.isEmpty() && heldBack.isEmpty());
    }

    /** What was done, for a person. */
    String summary() {
        var parts = new ArrayList<String>();
        add(parts, "wrote", written);
        add(parts, "deleted", pruned);
        add(parts, "told of a configuration:", told);
        add(parts, "changed meanwhile:", overtaken);
        add(parts, "replaced later:", heldBack);
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, String verb, List<String> objects) {
        if (!objects.isEmpty()) {
            parts.add(verb + " " + String.join(", ", objects));
        }
    }
}

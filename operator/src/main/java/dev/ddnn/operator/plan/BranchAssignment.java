package dev.ddnn.operator.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a branch runs.
 *
 * @param branch its name
 * @param node that it is bound to; absent: it waits for one
 * @param waitingFor what it waits for, as a sentence; absent: nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BranchAssignment(
        String branch, @Nullable String node, @Nullable String waitingFor) {
    static BranchAssignment on(String branch, String node) {
        return new BranchAssignment(branch, node, null);
    }

    /** It runs where it did, since the place that it is to have is not there yet. */
    static BranchAssignment staying(String branch, String node, String waitingFor) {
        return new BranchAssignment(branch, node, waitingFor);
    }

    static BranchAssignment waiting(String branch, String waitingFor) {
        return new BranchAssignment(branch, null, waitingFor);
    }
}

package dev.ddnn.operator.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a branch runs.
 *
 * @param branch its name
 * @param node that it is bound to; absent: it waits for one
 * @param pending what it waits for; absent: nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BranchAssignment(
        String branch, @Nullable String node, @Nullable Wait pending) {
    /** Why a branch is not where it should be. */
    public enum Cause {
        /** The node that it is wished on does not belong to the pool. */
        WishedNode,
        /** No node of the pool is ready for new pods. */
        NoNodeReady,
        /** The node that it is to be on, or every ready one, has a taint that the pool does not tolerate. */
        Tainted,
        /** No node has enough left, or its port of the node is taken everywhere. */
        NoRoom
    }

    /**
     * @param message a sentence for a person
     */
    public record Wait(Cause cause, String message) {}

    static BranchAssignment on(String branch, @Nullable String node) {
        return new BranchAssignment(branch, node, null);
    }

    static BranchAssignment waiting(String branch, Wait pending) {
        return new BranchAssignment(branch, null, pending);
    }

    /** It runs where it did, since the place that it is to have is not there yet. */
    BranchAssignment stayingOn(String before) {
        return new BranchAssignment(branch, before, pending);
    }
}

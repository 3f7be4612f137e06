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
        WishedNode("wait"),
        /** No node of the pool is ready for new pods. */
        NoNodeReady("wait"),
        /** The node that it is to be on, or every ready one, has a taint that the pool does not tolerate. */
        Tainted("wait"),
        /** No node has enough left, or its port of the node is taken everywhere. */
        NoRoom("fit");

        private final String verb;

        Cause(String verb) {
            this.verb = verb;
        }

        String singular() {
            return verb + "s";
        }

        String plural() {
            return verb;
        }
    }

    /**
     * What it waits for; {@link BranchWaits} makes sentences of it.
     *
     * @param what the rest of a sentence that begins with the branch and the verb of the cause
     * @param refusal of the node that it is to be on, or of the first one; absent: taints are not the cause
     */
    public record Wait(Cause cause, String what, @Nullable Refusal refusal) {
        Wait(Cause cause, String what) {
            this(cause, what, null);
        }

        /** What those have in common that wait for the same. */
        Wait reason() {
            return new Wait(cause, what, refusal == null ? null : refusal.reason());
        }
    }

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

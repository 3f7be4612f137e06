package dev.ddnn.pod.sample;

import dev.ddnn.pod.time.Deadline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one branch has of one sample.
 *
 * @param branch that sends it
 * @param sample id, the same for all branches
 * @param revisions that it is valid for
 * @param present bit i: view i stands behind it
 * @param tensors encoded (views: in their native form), in the order of those inputs that the sender gives
 * @param deadline of the sample, on this pod's clock
 * @param other what a second revision made of the same views; absent: one revision computed the part
 * @param shadow whether it is computed to be compared only, and nobody waits for its answer
 */
public record Part(
        String branch,
        String sample,
        List<String> revisions,
        int present,
        List<byte[]> tensors,
        Deadline deadline,
        @Nullable Variant other,
        boolean shadow) {
    public Part {
        revisions = List.copyOf(revisions);
        tensors = List.copyOf(tensors);
    }

    /** A part that one revision computed, of a sample that is served. */
    public Part(
            String branch,
            String sample,
            List<String> revisions,
            int present,
            List<byte[]> tensors,
            Deadline deadline) {
        this(branch, sample, revisions, present, tensors, deadline, null, false);
    }

    /** Whether a revision can go on with it. */
    public boolean carries(String revision) {
        return revisions.contains(revision)
                || other != null && other.revisions().contains(revision);
    }

    /** The part once more, to be compared only. */
    public Part toCompare(Deadline until) {
        return new Part(branch, sample, revisions, present, tensors, until, null, true);
    }

    /** The part as one of the revisions that it carries has it; absent: it does not carry that one. */
    public @Nullable Part as(String revision) {
        if (revisions.contains(revision)) {
            return this;
        }
        return other == null || !other.revisions().contains(revision)
                ? null
                : new Part(branch, sample, other.revisions(), other.present(), other.tensors(), deadline, null, shadow);
    }
}

package dev.ddnn.pod.sample;

import dev.ddnn.pod.time.Deadline;
import java.util.List;

/**
 * What one branch has of one sample.
 *
 * @param branch that sends it
 * @param sample id, the same for all branches
 * @param revisions that it is valid for
 * @param present bit i: view i stands behind it
 * @param tensors encoded (views: in their native form), in the order of those inputs that the sender gives
 * @param deadline of the sample, on this pod's clock
 */
public record Part(
        String branch, String sample, List<String> revisions, int present, List<byte[]> tensors, Deadline deadline) {
    public Part {
        revisions = List.copyOf(revisions);
        tensors = List.copyOf(tensors);
    }
}

package dev.ddnn.pod.forward;

import dev.ddnn.pod.time.Deadline;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sample on its way to the next section.
 *
 * @param sample id
 * @param revisions that the tensors are valid for
 * @param present bit i: view i stands behind it
 * @param allPresent the mask of a sample that all views take part in
 * @param tensors encoded, for each branch of the next section in the order of the tensors' names; empty bytes: absent
 * @param deadline until which an outcome must come
 * @param other what a second revision made of the same sample; absent: one revision computed it
 * @param shadow whether it is computed to be compared only
 */
public record UpwardSample(
        String sample,
        List<String> revisions,
        int present,
        int allPresent,
        Map<String, List<byte[]>> tensors,
        Deadline deadline,
        @Nullable UpwardVariant other,
        boolean shadow) {
    public UpwardSample {
        revisions = List.copyOf(revisions);
        tensors = Map.copyOf(tensors);
    }
}

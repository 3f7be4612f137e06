package dev.ddnn.pod.forward;

import java.util.List;
import java.util.Map;

/**
 * What a second revision made of a sample, on its way beside the first.
 *
 * @param revisions that the tensors are valid for
 * @param present bit i: view i stands behind it
 * @param tensors encoded, for each branch of the next section in the order of the tensors' names; empty bytes: absent
 */
public record UpwardVariant(List<String> revisions, int present, Map<String, List<byte[]>> tensors) {
    public UpwardVariant {
        revisions = List.copyOf(revisions);
        tensors = Map.copyOf(tensors);
    }
}

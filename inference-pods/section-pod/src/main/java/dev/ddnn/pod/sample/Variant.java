package dev.ddnn.pod.sample;

import java.util.List;

/**
 * What a second revision made of the views behind a part.
 *
 * @param revisions that it is valid for; none of them is one of the part's own
 * @param present bit i: view i stands behind it
 * @param tensors encoded, in the order in which the part has its own
 */
public record Variant(List<String> revisions, int present, List<byte[]> tensors) {
    public Variant {
        revisions = List.copyOf(revisions);
        tensors = List.copyOf(tensors);
    }
}

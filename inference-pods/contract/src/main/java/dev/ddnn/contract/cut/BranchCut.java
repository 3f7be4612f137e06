package dev.ddnn.contract.cut;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One branch of a section: an ONNX file and what goes in and out.
 *
 * @param name {@code view0}, or {@code view0-view1} if several views reach it
 * @param views names of the views that reach it, in graph order
 * @param digest {@code sha256:HEX} of the branch's ONNX file; absent where nothing is computed and all tensors pass through
 * @param sizeBytes size of that file
 * @param inputs views (in the bottom section) and tensors from below
 * @param outputs tensors that leave upwards; one that is also an input passes through unchanged
 * @param presentInput name of the graph input that takes one 0/1 per view (float32, shape [1, views]); absent: not used
 */
public record BranchCut(
        String name,
        List<String> views,
        @Nullable String digest,
        long sizeBytes,
        List<Port> inputs,
        List<Port> outputs,
        @Nullable String presentInput) {
    public BranchCut {
        views = List.copyOf(views);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}

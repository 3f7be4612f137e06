package dev.ddnn.model.cut;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One branch of a section: an ONNX file and what goes in and out.
 *
 * @param name see {@link BranchName}
 * @param views names of the views that reach it, in graph order
 * @param file absent where nothing is computed and all tensors pass through. Its graph inputs are those of {@code inputs}
 *     that it computes with, in that order, then {@code presentInput}; its graph outputs are those of {@code outputs} that it
 *     makes, in that order, then the section's exit, if that is not among them
 * @param inputs views (in the bottom section) and tensors from below
 * @param outputs tensors that leave upwards; one that is also an input passes through unchanged
 * @param presentInput name of the graph input that takes one 0/1 per view (float32, shape [1, views]); absent: not used
 */
public record BranchCut(
        String name,
        List<String> views,
        @Nullable OnnxFile file,
        List<Port> inputs,
        List<Port> outputs,
        @Nullable String presentInput) {
    public BranchCut {
        views = List.copyOf(views);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** {@code sha256:HEX} of the file; absent without a file. */
    public @Nullable String digest() {
        return file == null ? null : file.digest();
    }

    /** Size of the file; 0 without a file. */
    public long sizeBytes() {
        return file == null ? 0 : file.size();
    }
}

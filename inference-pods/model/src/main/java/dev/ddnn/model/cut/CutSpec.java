package dev.ddnn.model.cut;

import dev.ddnn.model.codec.Encoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to cut.
 *
 * @param sections from the data upwards; the last one has no outputs and must have an exit
 */
public record CutSpec(List<Section> sections) {
    public CutSpec {
        sections = List.copyOf(sections);
    }

    /**
     * @param name the section's name
     * @param outputs the partition point above the section
     * @param exit absent: the section has no exit
     */
    public record Section(
            String name, List<Output> outputs, @Nullable Exit exit) {
        public Section {
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * @param tensors tensor names or globs, where {@code *} stops at {@code /}
     * @param encoding how the tensors are written on the wire
     */
    public record Output(List<String> tensors, Encoding encoding) {
        public Output {
            tensors = List.copyOf(tensors);
        }
    }

    /**
     * @param logits the tensor of the exit's scores
     * @param entropyBelow decimal from 0 to 1; absent: the threshold that the model carries
     */
    public record Exit(String logits, @Nullable String entropyBelow) {}
}

package dev.ddnn.model.cut;

import dev.ddnn.model.codec.Encoding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A section with its globs expanded.
 *
 * @param name the section's name
 * @param listed tensors of its output in graph order
 * @param exit absent: none
 */
record ResolvedSection(
        String name, Map<String, Listed> listed, @Nullable ResolvedExit exit) {
    /**
     * @param encoding on the wire
     * @param output index of the output entry that names the tensor
     */
    record Listed(Encoding encoding, int output) {
        String path() {
            return ".output[" + output + "].tensors";
        }
    }
}

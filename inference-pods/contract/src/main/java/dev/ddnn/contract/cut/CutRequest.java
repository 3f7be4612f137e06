package dev.ddnn.contract.cut;

import dev.ddnn.model.codec.Encoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the hub for a model and its cut. Equal requests give equal answers.
 *
 * @param source where the model is, and what it must be
 * @param sections from the data upwards; the last one has no outputs
 */
public record CutRequest(Source source, List<Section> sections) {
    public CutRequest {
        sections = List.copyOf(sections);
    }

    /**
     * @param uri {@code https://…}, {@code s3://BUCKET/KEY}, {@code oci://REGISTRY/REPOSITORY:TAG@sha256:HEX}, or {@code
     *     hub:NAME} for an upload
     * @param sha256 64 lower-case hex digits
     * @param credentials the Secret with what the source wants to see; absent: nothing
     */
    public record Source(
            String uri, String sha256, @Nullable SecretRef credentials) {
        /** A source that everybody may read. */
        public Source(String uri, String sha256) {
            this(uri, sha256, null);
        }
    }

    /**
     * @param namespace of the DDNN and its Secret
     * @param name of the Secret
     */
    public record SecretRef(String namespace, String name) {}

    /**
     * @param name the section's name
     * @param outputs the partition point above the section
     * @param exit absent: the section has no exit
     */
    public record Section(
            String name, List<Output> outputs, @Nullable Exit exit) {
        public Section {
            outputs = outputs == null ? List.of() : List.copyOf(outputs);
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

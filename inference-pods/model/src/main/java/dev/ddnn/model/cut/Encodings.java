package dev.ddnn.model.cut;

import dev.ddnn.model.codec.Encoding;
import java.util.List;

/** How a tensor is written at each partition point: as the section lists it, else as it came from below. */
final class Encodings {
    private final List<ResolvedSection> sections;

    Encodings(List<ResolvedSection> sections) {
        this.sections = sections;
    }

    /** The encoding above a section; the tensor must be listed there or further down. */
    Encoding above(int section, String tensor) {
        for (var i = section; i >= 0; i--) {
            var listed = sections.get(i).listed().get(tensor);
            if (listed != null) {
                return listed.encoding();
            }
        }
        throw new IllegalStateException("tensor " + tensor + " crosses without being listed");
    }
}

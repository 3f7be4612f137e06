package dev.ddnn.operator.plan;

import dev.ddnn.api.v1alpha1.DDNNRevisionSpec;
import java.util.Optional;

/**
 * A revision with what its DDNNRevision says of it. Once written it never changes, so what stands there is kept: the address and the
 * generation that it was made for first.
 */
public record RecordedRevision(Revision revision, DDNNRevisionSpec spec) {
    public String name() {
        return revision.name();
    }

    /** The generation of the DDNN that stood for it first. */
    public long generation() {
        return spec.ddnnGeneration() == null ? 0 : spec.ddnnGeneration();
    }

    /**
     * A revision that is written down for the first time.
     *
     * @param uri where its model comes from
     * @param generation of the DDNN that stands for it
     */
    public static RecordedRevision anew(Revision revision, String uri, long generation) {
        return new RecordedRevision(revision, RevisionSpecs.write(revision, uri, generation));
    }

    /**
     * What was written down; empty if it is not what its name stands for, or cannot be read.
     *
     * @param ddnn whose revision it is
     */
    public static Optional<RecordedRevision> read(String ddnn, String name, DDNNRevisionSpec spec) {
        try {
            Revision revision = RevisionReader.read(ddnn, spec);
            return revision.name().equals(name) ? Optional.of(new RecordedRevision(revision, spec)) : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}

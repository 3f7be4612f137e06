package dev.ddnn.operator.plan;

import dev.ddnn.api.v1alpha1.DDNNRevisionSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A revision with what its DDNNRevision says of it. Once written it never changes, so what stands there is kept: the address and the
 * generation that it was made for first.
 *
 * @param request hash of the request that it was cut by last; absent: not known
 */
public record RecordedRevision(
        Revision revision, DDNNRevisionSpec spec, @Nullable String request) {
    public String name() {
        return revision.name();
    }

    /** The generation of the DDNN that stood for it first. */
    public long generation() {
        return spec.ddnnGeneration() == null ? 0 : spec.ddnnGeneration();
    }

    /** The same, cut by this request. */
    RecordedRevision cutBy(String requestHash) {
        return new RecordedRevision(revision, spec, requestHash);
    }

    /**
     * A revision that is written down for the first time.
     *
     * @param uri where its model comes from
     * @param generation of the DDNN that stands for it
     */
    public static RecordedRevision anew(Revision revision, String uri, long generation) {
        return new RecordedRevision(revision, RevisionSpecs.write(revision, uri, generation), null);
    }

    /**
     * What was written down; empty if it is not what its name stands for, or cannot be read.
     *
     * @param ddnn whose revision it is
     * @param request hash of the request that it was cut by last
     */
    public static Optional<RecordedRevision> read(
            String ddnn, String name, DDNNRevisionSpec spec, @Nullable String request) {
        try {
            Revision revision = RevisionReader.read(ddnn, spec);
            return revision.name().equals(name)
                    ? Optional.of(new RecordedRevision(revision, spec, request))
                    : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}

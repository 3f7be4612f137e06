package dev.ddnn.operator.desired;

import dev.ddnn.api.v1alpha1.DDNNRevisionSpec;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.RevisionHistory.Kept;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.Objects;

/**
 * A DDNNRevision: a revision, written down. What it is to its DDNN stands in a label, and what it was cut by last in an annotation, as its
 * spec never changes. It is made as a generic
 * object, since the class of its kind belongs to the client.
 */
public final class RevisionObject {
    /** Its kind. */
    public static final String KIND = "DDNNRevision";

    private static final String SPEC = "spec";
    private static final int SHORT = 12;

    private RevisionObject() {}

    static GenericKubernetesResource of(Identity owner, Kept kept) {
        DDNNRevisionSpec spec = kept.recorded().spec();
        var metadata = Metadata.of(owner, kept.recorded().name(), Labels.revisionSelector(owner.name()));
        metadata.getLabels().put(Labels.STATE, kept.state().name());
        metadata.getLabels().put(Labels.MODEL, shortDigest(spec));
        String request = kept.recorded().request();
        if (request != null) {
            metadata.setAnnotations(Map.of(Labels.REQUEST, request));
        }
        var revision = new GenericKubernetesResource();
        revision.setApiVersion("ddnn.dev/v1alpha1");
        revision.setKind(KIND);
        revision.setMetadata(metadata);
        revision.setAdditionalProperties(Map.of(SPEC, spec));
        return revision;
    }

    private static String shortDigest(DDNNRevisionSpec spec) {
        String digest =
                Objects.requireNonNull(Objects.requireNonNull(spec.model()).sha256());
        return digest.substring(0, Math.min(SHORT, digest.length()));
    }
}

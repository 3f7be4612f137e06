package dev.ddnn.operator.observe;

import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.RecordedRevision;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the children of a DDNN as planning sees them. */
final class ChildReader {
    private ChildReader() {}

    /** The section's configuration; empty if it is not there or not readable, so that it is written anew. */
    static Optional<HeldConfig> config(ConfigMap map) {
        String section = label(map, Labels.SECTION);
        String text = map.getData() == null ? null : map.getData().get(SectionConfig.FILE);
        if (section == null || text == null) {
            return Optional.empty();
        }
        try {
            // JSON's null is read as nothing.
            return Optional.ofNullable(ContractJson.read(text, SectionConfig.class))
                    .map(config ->
                            new HeldConfig(section, ContractJson.hash(text), config, annotation(map, Labels.ROLLOUT)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** What is written down of a revision; empty if it cannot be read. */
    static Optional<RecordedRevision> revision(Identity ddnn, DDNNRevision revision) {
        return Optional.ofNullable(revision.getSpec())
                .flatMap(spec -> RecordedRevision.read(
                        ddnn.name(), revision.getMetadata().getName(), spec, annotation(revision, Labels.REQUEST)));
    }

    static @Nullable String label(HasMetadata child, String key) {
        var labels = child.getMetadata().getLabels();
        return labels == null ? null : labels.get(key);
    }

    private static @Nullable String annotation(HasMetadata child, String key) {
        var annotations = child.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(key);
    }

    static <T> List<T> present(Stream<Optional<T>> children) {
        return children.flatMap(Optional::stream).toList();
    }
}

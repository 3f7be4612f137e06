package dev.ddnn.operator.validate;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.ModelSource;
import dev.ddnn.api.v1alpha1.SectionSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields without which nothing can be planned. The schema requires them too; this guards against an older schema in the cluster. */
final class RequiredFields {
    private RequiredFields() {}

    static List<Violation> check(DDNNSpec spec) {
        var found = new ArrayList<Violation>();
        ModelSource source = spec.model() == null ? null : spec.model().source();
        require(found, "spec.model.source.uri", source == null ? null : source.uri());
        require(found, "spec.model.source.sha256", source == null ? null : source.sha256());
        if (source != null && source.credentialsSecretRef() != null) {
            require(
                    found,
                    "spec.model.source.credentialsSecretRef.name",
                    source.credentialsSecretRef().name());
        }
        List<SectionSpec> sections = spec.sections();
        require(found, "spec.sections", sections == null || sections.isEmpty() ? null : sections);
        if (sections != null) {
            for (int i = 0; i < sections.size(); i++) {
                checkSection(found, "spec.sections[" + i + "]", sections.get(i));
            }
        }
        return found;
    }

    private static void checkSection(List<Violation> found, String path, SectionSpec section) {
        require(found, path + ".name", section.name());
        require(
                found,
                path + ".poolRef.name",
                section.poolRef() == null ? null : section.poolRef().name());
        if (section.output() != null) {
            section.output().forEach(output -> require(found, path + ".output[].tensors", output.tensors()));
        }
        if (section.exit() != null) {
            require(found, path + ".exit.logits", section.exit().logits());
        }
    }

    private static void require(List<Violation> found, String field, @Nullable Object value) {
        if (value == null) {
            found.add(Violation.of(field, "be set", "", "Add it to the manifest."));
        }
    }
}

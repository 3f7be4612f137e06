package dev.ddnn.api.apiserver;

import dev.ddnn.api.v1alpha1.BranchSpec;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.ExitSpec;
import dev.ddnn.api.v1alpha1.ModelSource;
import dev.ddnn.api.v1alpha1.ModelSpec;
import dev.ddnn.api.v1alpha1.OutputSpec;
import dev.ddnn.api.v1alpha1.PoolRef;
import dev.ddnn.api.v1alpha1.SectionSpec;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.stream.Stream;

/** DDNNs for tests, as values of the API's records. */
final class DDNNs {
    private DDNNs() {}

    /** Sections of these names, from the data upwards; the last one answers. */
    static DDNN withSections(String namespace, String name, String... sections) {
        var last = sections[sections.length - 1];
        return with(
                namespace,
                name,
                Stream.of(sections).map(s -> s.equals(last) ? top(s) : below(s)).toList());
    }

    /** What a second party says of one section: only where a branch of it shall run. */
    static DDNN withBranchOnly(String namespace, String name, String section, BranchSpec... branches) {
        var ddnn = empty(namespace, name);
        var only = new SectionSpec(section, null, null, List.of(branches), null, null, null, null, null, null);
        ddnn.setSpec(new DDNNSpec(null, List.of(only), null, null, null, null));
        return ddnn;
    }

    static DDNN withStatus(String namespace, String name, DDNNStatus status) {
        var ddnn = empty(namespace, name);
        ddnn.setStatus(status);
        return ddnn;
    }

    static Condition condition(String type, String status, String reason, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime("2026-01-31T10:12:00Z")
                .withObservedGeneration(1L)
                .build();
    }

    private static DDNN with(String namespace, String name, List<SectionSpec> sections) {
        var ddnn = empty(namespace, name);
        var source = new ModelSource("hub:digits", "0123456789abcdef".repeat(4), null);
        ddnn.setSpec(new DDNNSpec(new ModelSpec(source), sections, null, null, null, null));
        return ddnn;
    }

    private static DDNN empty(String namespace, String name) {
        var ddnn = new DDNN();
        ddnn.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
        return ddnn;
    }

    private static SectionSpec below(String name) {
        var output = new OutputSpec(List.of(name + "/features"), null);
        return new SectionSpec(name, new PoolRef(name), List.of(output), null, null, null, null, null, null, null);
    }

    private static SectionSpec top(String name) {
        return new SectionSpec(
                name,
                new PoolRef(name),
                null,
                null,
                null,
                new ExitSpec(name + "/logits", null),
                null,
                null,
                null,
                null);
    }
}

package dev.ddnn.operator.observe;

import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.api.v1alpha1.DDNNRevisionSpec;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.Observed.Workload;
import dev.ddnn.operator.plan.RecordedRevision;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the observer would see after children were applied. */
public final class Seen {
    private Seen() {}

    /** The same world with these children in it. */
    public static Observed with(Observed observed, List<HasMetadata> children) {
        return new Observed(
                observed.ddnn(),
                observed.status(),
                observed.pools(),
                observed.cut(),
                read(children, ConfigMap.class, ChildReader::config),
                workloads(children),
                observed.pods(),
                observed.reports(),
                observed.elsewhere(),
                read(children, GenericKubernetesResource.class, revision -> revision(observed.ddnn(), revision)),
                observed.quotas());
    }

    private static Optional<RecordedRevision> revision(Identity ddnn, GenericKubernetesResource written) {
        var revision = new DDNNRevision();
        revision.setMetadata(written.getMetadata());
        revision.setSpec((DDNNRevisionSpec) written.getAdditionalProperties().get("spec"));
        return ChildReader.revision(ddnn, revision);
    }

    private static List<Workload> workloads(List<HasMetadata> children) {
        return Stream.concat(
                        read(children, Deployment.class, WorkloadReader::deployment).stream(),
                        read(
                                children,
                                DaemonSet.class,
                                daemonSet -> WorkloadReader.daemonSet(daemonSet, any -> Optional.empty()))
                                .stream())
                .toList();
    }

    private static <C, S> List<S> read(List<HasMetadata> children, Class<C> type, Function<C, Optional<S>> reader) {
        return children.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .map(reader)
                .flatMap(Optional::stream)
                .toList();
    }
}

package dev.ddnn.operator.observe;

import dev.ddnn.operator.plan.Observed;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
                read(children, Deployment.class, ChildReader::workload),
                observed.pods(),
                observed.reports());
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

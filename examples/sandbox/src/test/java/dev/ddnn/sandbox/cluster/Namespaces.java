package dev.ddnn.sandbox.cluster;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Namespaces of a test, which are gone when it ends. */
final class Namespaces implements AutoCloseable {
    private static final Duration GONE = Duration.ofSeconds(300);

    private final DigitsCluster cluster;
    private final List<String> made = new ArrayList<>();

    Namespaces(DigitsCluster cluster) {
        this.cluster = cluster;
    }

    /** @param standard of pod security that it enforces */
    void make(String name, String standard) {
        made.add(name);
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", standard)
                        .endMetadata()
                        .build())
                .create();
    }

    @Override
    public void close() {
        made.forEach(n -> cluster.client().namespaces().withName(n).delete());
        made.forEach(n ->
                eventually(GONE, () -> cluster.client().namespaces().withName(n).get(), found -> assertThat(found)
                        .isNull()));
    }
}

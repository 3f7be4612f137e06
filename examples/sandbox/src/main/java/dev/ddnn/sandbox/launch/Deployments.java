package dev.ddnn.sandbox.launch;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Waits for the Deployments of the operator and its hub; others in their namespace are none of its business. */
public final class Deployments {
    private static final String NAME = "app.kubernetes.io/name";
    private static final Set<String> OWN = Set.of("ddnn-operator", "ddnn-hub");

    private Deployments() {}

    /**
     * Waits until operator and hub of a namespace have a ready pod each.
     *
     * @param tell hears what is waited for
     */
    public static void awaitReady(KubernetesClient client, String namespace, Duration within, Consumer<String> tell)
            throws InterruptedException {
        Waiting.until(within, () -> missing(client, namespace), tell);
    }

    /** Those of them without a ready pod; empty: all have one. */
    public static Optional<String> missing(KubernetesClient client, String namespace) {
        return missing(client.apps().deployments().inNamespace(namespace).list().getItems());
    }

    static Optional<String> missing(List<Deployment> all) {
        List<String> waiting = all.stream()
                .filter(d -> d.getMetadata().getLabels() != null
                        && OWN.contains(d.getMetadata().getLabels().getOrDefault(NAME, "")))
                .filter(d -> d.getStatus() == null
                        || d.getStatus().getReadyReplicas() == null
                        || d.getStatus().getReadyReplicas() < 1)
                .map(d -> d.getMetadata().getName())
                .toList();
        return waiting.isEmpty() ? Optional.empty() : Optional.of("waiting for " + waiting);
    }
}

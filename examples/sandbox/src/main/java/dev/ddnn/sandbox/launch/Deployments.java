package dev.ddnn.sandbox.launch;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits for Deployments. */
public final class Deployments {
    private Deployments() {}

    /**
     * Waits until each Deployment of a namespace has a ready pod.
     *
     * @param tell hears what is waited for
     */
    public static void awaitReady(KubernetesClient client, String namespace, Duration within, Consumer<String> tell)
            throws InterruptedException {
        Waiting.until(within, () -> missing(client, namespace), tell);
    }

    /** Those of a namespace without a ready pod; empty: all have one. */
    public static Optional<String> missing(KubernetesClient client, String namespace) {
        List<String> waiting = client.apps().deployments().inNamespace(namespace).list().getItems().stream()
                .filter(d -> d.getStatus() == null
                        || d.getStatus().getReadyReplicas() == null
                        || d.getStatus().getReadyReplicas() < 1)
                .map(d -> d.getMetadata().getName())
                .toList();
        return waiting.isEmpty() ? Optional.empty() : Optional.of("waiting for " + waiting);
    }
}

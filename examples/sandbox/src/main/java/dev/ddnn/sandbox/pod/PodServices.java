package dev.ddnn.sandbox.pod;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What all pods share.
 *
 * @param blocking where a probe may wait for its answer
 * @param connected whether a node reaches the API server
 * @param gone told of each pod that has ended for good
 */
record PodServices(
        AgentSettings settings,
        KubernetesClient client,
        PodApi api,
        HostPorts hostPorts,
        Executor blocking,
        Predicate<String> connected,
        Consumer<PodActor> gone) {}

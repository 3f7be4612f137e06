package dev.ddnn.sandbox.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;

/** Which pods of a DDNN there were at some time: equal if none was restarted, replaced or moved. */
record SeenPods(List<SeenPod> pods) {
    /** One pod, as far as a restart or a move would show. */
    record SeenPod(String name, String uid, String node, int restarts) {}

    static SeenPods of(KubernetesClient client, String namespace, String ddnn) {
        return new SeenPods(
                client.pods().inNamespace(namespace).withLabel("ddnn.dev/ddnn", ddnn).list().getItems().stream()
                        .map(SeenPods::seen)
                        .sorted(Comparator.comparing(SeenPod::name))
                        .toList());
    }

    private static SeenPod seen(Pod pod) {
        return new SeenPod(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                pod.getSpec().getNodeName(),
                pod.getStatus().getContainerStatuses().stream()
                        .mapToInt(ContainerStatus::getRestartCount)
                        .sum());
    }
}

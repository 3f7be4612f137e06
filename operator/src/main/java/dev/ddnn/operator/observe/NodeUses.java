package dev.ddnn.operator.observe;

import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.Observed.NodeUse;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the pods of other DDNNs take from their nodes. */
final class NodeUses {
    private NodeUses() {}

    /** Of all pods those that are on a node, go on running, and are not of this DDNN. */
    static List<NodeUse> of(List<Pod> everyPod, Identity ddnn) {
        return everyPod.stream()
                .filter(pod -> pod.getSpec().getNodeName() != null && !isOf(pod, ddnn) && !PodReader.isFinished(pod))
                .map(NodeUses::use)
                .toList();
    }

    private static boolean isOf(Pod pod, Identity ddnn) {
        return ddnn.namespace().equals(pod.getMetadata().getNamespace())
                && ddnn.name().equals(ChildReader.label(pod, Labels.DDNN));
    }

    private static NodeUse use(Pod pod) {
        var requests = new HashMap<String, Quantity>();
        for (Container container : pod.getSpec().getContainers()) {
            var resources = container.getResources();
            Map<String, Quantity> asked = resources == null ? null : resources.getRequests();
            if (asked != null) {
                asked.forEach((name, amount) -> requests.merge(name, amount, Quantity::add));
            }
        }
        Integer port = pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .map(ContainerPort::getHostPort)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new NodeUse(pod.getSpec().getNodeName(), requests, port);
    }
}

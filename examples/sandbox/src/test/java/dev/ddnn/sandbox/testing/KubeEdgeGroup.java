package dev.ddnn.sandbox.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.api.kubeedge.KubeEdgeLabels;
import dev.ddnn.api.kubeedge.NodeGroupStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Does what KubeEdge's controller does about one NodeGroup: gives its label to the nodes that match, takes it from those that do no
 * longer, together with their pods, and writes into the group's status how its nodes are.
 */
public final class KubeEdgeGroup {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DigitsSandbox digits;
    private final String name;
    private final Map<String, String> matchLabels;

    /**
     * @param name of the group, which somebody else creates
     * @param matchLabels of its nodes
     */
    public KubeEdgeGroup(DigitsSandbox digits, String name, Map<String, String> matchLabels) {
        this.digits = digits;
        this.name = name;
        this.matchLabels = Map.copyOf(matchLabels);
    }

    /** To be called after each change of a node or of the group. */
    public void reconcile() {
        try {
            List<Node> members = digits.sandbox()
                    .client()
                    .nodes()
                    .withLabels(matchLabels)
                    .list()
                    .getItems();
            for (Node member : members) {
                String node = member.getMetadata().getName();
                digits.kubectl("label", "--overwrite", "node", node, KubeEdgeLabels.BELONGING_TO + "=" + name);
            }
            takeLabels(members.stream().map(n -> n.getMetadata().getName()).toList());
            Map<String, Object> status = Map.of(
                    "nodeStatuses",
                    members.stream().map(KubeEdgeGroup::statusOf).toList());
            digits.kubectl(
                    "patch",
                    "nodegroup",
                    name,
                    "--subresource=status",
                    "--type=merge",
                    "-p",
                    JSON.valueToTree(Map.of("status", status)).toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The node stops to match for good. */
    public void leave(String node) {
        digits.sandbox().client().nodes().withName(node).edit(found -> {
            found.getMetadata().getLabels().keySet().removeAll(matchLabels.keySet());
            return found;
        });
        reconcile();
    }

    /** Nodes that were members lose the label, and with it the pods that name the group in their nodeSelector. */
    private void takeLabels(List<String> members) throws InterruptedException {
        KubernetesClient client = digits.sandbox().client();
        for (Node labelled : client.nodes()
                .withLabel(KubeEdgeLabels.BELONGING_TO, name)
                .list()
                .getItems()) {
            String node = labelled.getMetadata().getName();
            if (!members.contains(node)) {
                digits.kubectl("label", "node", node, KubeEdgeLabels.BELONGING_TO + "-");
                client.pods().inAnyNamespace().withField("spec.nodeName", node).list().getItems().stream()
                        .filter(pod -> name.equals(
                                Objects.requireNonNullElse(pod.getSpec().getNodeSelector(), Map.<String, String>of())
                                        .get(KubeEdgeLabels.BELONGING_TO)))
                        .forEach(pod -> client.resource(pod).delete());
            }
        }
    }

    private static Map<String, String> statusOf(Node node) {
        return Map.of(
                "nodeName",
                node.getMetadata().getName(),
                "readyStatus",
                readiness(node),
                "selectionStatus",
                NodeGroupStatus.SUCCEEDED,
                "selectionStatusReason",
                "");
    }

    private static String readiness(Node node) {
        String ready = node.getStatus().getConditions().stream()
                .filter(c -> c.getType().equals("Ready"))
                .map(NodeCondition::getStatus)
                .findFirst()
                .orElse("Unknown");
        return switch (ready) {
            case "True" -> "Ready";
            case "False" -> "NotReady";
            default -> "Unknown";
        };
    }
}

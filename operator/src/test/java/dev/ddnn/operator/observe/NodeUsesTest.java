package dev.ddnn.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.Observed.NodeUse;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeUsesTest {
    private static final Identity DDNN = new Identity("city", "digits", "uid", 1);

    @Test
    void podsOfOthersCountWhereTheyRun() {
        // Given
        var other = pod("city", "fleet", "cam-0", "Running");
        var sameNameElsewhere = pod("village", "digits", "cam-1", "Running");
        var own = pod("city", "digits", "cam-0", "Running");
        var unbound = pod("city", "fleet", null, "Pending");
        var ended = pod("city", "fleet", "cam-2", "Failed");

        // When
        var uses = NodeUses.of(List.of(other, sameNameElsewhere, own, unbound, ended), DDNN);

        // Then
        var requests = Map.of("cpu", new Quantity("100m"));
        assertThat(uses).containsExactly(new NodeUse("cam-0", requests, 8080), new NodeUse("cam-1", requests, 8080));
    }

    private static Pod pod(String namespace, String ddnn, String node, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(ddnn + "-pod")
                .withLabels(Map.of(Labels.DDNN, ddnn))
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .addNewPort()
                .withContainerPort(9090)
                .endPort()
                .addNewPort()
                .withContainerPort(8080)
                .withHostPort(8080)
                .endPort()
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity("100m")))
                .endResources()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }
}

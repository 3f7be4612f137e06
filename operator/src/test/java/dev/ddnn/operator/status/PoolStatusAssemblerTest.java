package dev.ddnn.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.DDNNNodePoolStatus;
import dev.ddnn.api.v1alpha1.FailedMember;
import dev.ddnn.api.v1alpha1.Limits;
import dev.ddnn.api.v1alpha1.NodesSpec;
import dev.ddnn.api.v1alpha1.OfflineNode;
import dev.ddnn.api.v1alpha1.PoolWorkload;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Obstacle;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.ObservedPool;
import dev.ddnn.operator.plan.ObservedPool.Overlap;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolStatusAssemblerTest {
    private static final Instant NOW = Instant.parse("2026-01-31T11:00:00Z");

    @Test
    void itTellsWhoIsAwayWhatIsThereAndWhatRuns() {
        // Given
        var pool = selecting(
                node("a", "3920m", "3900000Ki"),
                node("b", "4", "4Gi"),
                away("d", null),
                away("c", "2026-01-31T10:12:34.5Z"));
        var workloads = List.of(
                new PoolWorkload("city", "vehicles", "camera", 3), new PoolWorkload("city", "vehicles", "gateway", 1));

        // When
        var status = assemble(new ObservedPool(pool, List.of(), List.of(), workloads));

        // Then
        assertThat(status.nodes().ready()).isEqualTo(2);
        assertThat(status.nodeSummary()).isEqualTo("2/4");
        assertThat(status.allocatable())
                .isEqualTo(Map.of("cpu", new Quantity("7920m"), "memory", new Quantity("7904Mi")));
        assertThat(status.allocatable().get("cpu")).hasToString("7920m");
        assertThat(status.offlineNodes())
                .containsExactly(new OfflineNode("c", "2026-01-31T10:12:34Z"), new OfflineNode("d", null));
        assertThat(status.offlineSummary()).isEqualTo("c since 2026-01-31T10:12Z, d");
        assertThat(status.workloads()).isEqualTo(workloads);
        assertThat(status.workloadSummary()).isEqualTo("city/vehicles/camera 3, city/vehicles/gateway 1");
        assertThat(conditions(status)).containsExactly("Ready=True NodesReady: 2/4 nodes are ready");
    }

    @Test
    void eachTroubleHasItsReason() {
        assertThat(conditions(assemble(of(selecting()))))
                .containsExactly("Ready=False NoNodeSelected: no node carries the labels test.ddnn.dev/pool=cameras of"
                        + " `spec.nodes.selector`. Label nodes, or correct the selector.");
        assertThat(conditions(assemble(of(selecting(away("a", null))))))
                .containsExactly("Ready=False NoNodeReady: none of 1 nodes is ready");
        assertThat(conditions(assemble(of(ofGroup(List.of(Obstacle.KubeEdgeMissing))))))
                .containsExactly("Ready=False KubeEdgeMissing: `spec.nodes.kubeEdgeNodeGroup` names NodeGroup"
                        + " 'main-street', and the cluster does not serve NodeGroups (apps.kubeedge.io/v1alpha1)."
                        + " Install KubeEdge, or use `spec.nodes.selector`.");
        assertThat(conditions(assemble(of(ofGroup(List.of(Obstacle.NodeGroupMissing))))))
                .containsExactly("Ready=False NodeGroupMissing: `spec.nodes.kubeEdgeNodeGroup` names NodeGroup"
                        + " 'main-street', which does not exist. Create the group, or correct the name.");
        assertThat(conditions(assemble(of(ofGroup(List.of())))))
                .containsExactly("Ready=False NoNodeSelected: NodeGroup 'main-street' has no node: none carries the"
                        + " label apps.kubeedge.io/belonging-to=main-street, which KubeEdge gives to its members."
                        + " Look at the group's status, and whether KubeEdge's controller manager runs.");
    }

    @Test
    void nodesThatTheGroupCouldNotGetAreTold() {
        // Given
        var failed = List.of(new FailedMember("c", "node has been grouped"), new FailedMember("d", null));

        // When
        var status =
                assemble(new ObservedPool(ofGroup(List.of(), node("a", "1", "1Gi")), failed, List.of(), List.of()));

        // Then
        assertThat(status.failedMembers()).isEqualTo(failed);
        assertThat(conditions(status))
                .containsExactly("Ready=True NodesReady: 1/1 nodes are ready; NodeGroup 'main-street' could not get"
                        + " 'c' (node has been grouped), 'd'");
    }

    @Test
    void anOverlapIsAWarningAndTakesNothingAway() {
        // Given
        var overlaps = List.of(new Overlap("edge", List.of("a", "b", "c", "d", "e")));

        // When
        var status = assemble(new ObservedPool(selecting(node("a", "1", "1Gi")), List.of(), overlaps, List.of()));

        // Then
        assertThat(conditions(status))
                .containsExactly(
                        "Ready=True NodesReady: 1/1 nodes are ready",
                        "Overlapping=True PoolsOverlap: pool 'edge' has nodes of this one too: 'a', 'b', 'c', and 2"
                                + " more. Pods of both may meet there. If that is not meant, correct `spec.nodes` of"
                                + " one of them.");
    }

    @Test
    void aLargePoolStaysWithinTheLimits() {
        // Given
        Node[] nodes = IntStream.range(0, 300)
                .mapToObj(i -> away("n".repeat(240) + i, "2026-01-31T10:12:00Z"))
                .toArray(Node[]::new);

        var wordy = List.of(new FailedMember("c", "x".repeat(5000)));

        // When
        var status = assemble(new ObservedPool(selecting(nodes), wordy, List.of(), List.of()));

        // Then
        assertThat(status.failedMembers().get(0).reason()).hasSize(Limits.MESSAGE);
        assertThat(status.offlineNodes()).hasSize(Limits.LISTED);
        assertThat(status.offlineSummary())
                .hasSizeLessThanOrEqualTo(Limits.SUMMARY)
                .endsWith("…");
        assertThat(status.nodeSummary()).isEqualTo("0/300");
    }

    private static DDNNNodePoolStatus assemble(ObservedPool observed) {
        return PoolStatusAssembler.assemble(null, 1, observed, NOW);
    }

    private static List<String> conditions(DDNNNodePoolStatus status) {
        return status.conditions().stream()
                .map(condition -> condition.getType() + "=" + condition.getStatus() + " " + condition.getReason() + ": "
                        + condition.getMessage())
                .toList();
    }

    private static ObservedPool of(Pool pool) {
        return new ObservedPool(pool, List.of(), List.of(), List.of());
    }

    private static Pool selecting(Node... nodes) {
        return new Pool("cameras", DDNNs.pool("cameras", Tier.Device).getSpec(), List.of(nodes));
    }

    private static Pool ofGroup(List<Obstacle> obstacles, Node... nodes) {
        return new Pool(
                "cameras",
                new DDNNNodePoolSpec(Tier.Device, new NodesSpec(null, "main-street"), null, null, null, null),
                List.of(nodes),
                obstacles);
    }

    private static Node node(String name, String cpu, String memory) {
        return new Node(
                name,
                true,
                false,
                Map.of(
                        "cpu", new Quantity(cpu),
                        "memory", new Quantity(memory),
                        "ephemeral-storage", new Quantity("9Gi")),
                null);
    }

    private static Node away(String name, String since) {
        return new Node(name, false, false, Map.of(), since == null ? null : Instant.parse(since));
    }
}

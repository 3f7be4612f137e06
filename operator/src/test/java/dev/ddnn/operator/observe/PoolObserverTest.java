package dev.ddnn.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.kubeedge.KubeEdgeLabels;
import dev.ddnn.api.kubeedge.NodeGroup;
import dev.ddnn.api.kubeedge.NodeGroupStatus;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.FailedMember;
import dev.ddnn.api.v1alpha1.NamespaceLabelSelector;
import dev.ddnn.api.v1alpha1.NamespacesFrom;
import dev.ddnn.api.v1alpha1.NamespacesSpec;
import dev.ddnn.api.v1alpha1.NodesSpec;
import dev.ddnn.api.v1alpha1.PoolWorkload;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Obstacle;
import dev.ddnn.operator.plan.ObservedPool;
import dev.ddnn.operator.plan.ObservedPool.Overlap;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolObserverTest {
    private static final DDNNNodePool CAMERAS = DDNNs.pool("cameras", Tier.Device);
    private static final DDNNNodePool STREET = ofGroup("street", "main-street");

    @Test
    void aNodeSaysWhatItHasAndSinceWhenItIsAway() {
        // Given
        Node away = node("a", Map.of(), "Unknown", "2026-01-02T03:04:05Z");
        Node there = node("b", Map.of(), "True", "2026-01-02T03:04:05Z");

        // When, Then
        assertThat(NodeReader.read(away))
                .isEqualTo(new Observed.Node(
                        "a", false, false, Map.of("cpu", new Quantity("4")), Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(NodeReader.read(there).offlineSince()).isNull();
        assertThat(NodeReader.read(new NodeBuilder(away).withStatus(null).build()))
                .isEqualTo(new Observed.Node("a", false, false, Map.of(), null));
    }

    @Test
    void taintsThatKubernetesSetsByItselfAreNoTaints() {
        // Given
        Node node = tainted(
                new Taint("NoSchedule", "dedicated", null, "vision"),
                new Taint("PreferNoSchedule", "slow", null, null),
                new Taint("NoExecute", "node.kubernetes.io/unreachable", "2026-01-02T03:04:05Z", null),
                new Taint("NoExecute", "node.kubernetes.io/out-of-service", null, "nodeshutdown"));

        // When
        Observed.Node read = NodeReader.read(node);

        // Then
        assertThat(read.cordoned()).isFalse();
        assertThat(read.taints())
                .extracting(Observed.Taint::text)
                .containsExactly(
                        "dedicated=vision:NoSchedule", "node.kubernetes.io/out-of-service=nodeshutdown:NoExecute");
        assertThat(NodeReader.read(tainted(new Taint("NoSchedule", "node.kubernetes.io/disk-pressure", null, null)))
                        .cordoned())
                .isTrue();
    }

    private static Node tainted(Taint... taints) {
        return new NodeBuilder(node("a", Map.of(), "True", null))
                .withNewSpec()
                .withTaints(taints)
                .endSpec()
                .build();
    }

    @Test
    void membersOfAGroupAreThoseThatKubeEdgeHasLabelled() {
        // Given
        var view =
                new View(List.of(STREET), List.of(member("a"), node("b", Map.of(), "True", null)), group(), List.of());

        // When
        ObservedPool seen = PoolObserver.observe(STREET, view);

        // Then
        assertThat(seen.pool().nodes()).extracting(Observed.Node::name).containsExactly("a");
        assertThat(seen.pool().obstacles()).isEmpty();
        assertThat(seen.failedMembers()).containsExactly(new FailedMember("c", "node has been grouped"));
    }

    @Test
    void aGroupThatIsNotThereAndOneThatNobodyKnowsAreTwoThings() {
        assertThat(observed(STREET, new Groups(true, null)).obstacles()).containsExactly(Obstacle.NodeGroupMissing);
        assertThat(observed(STREET, new Groups(false, null)).obstacles()).containsExactly(Obstacle.KubeEdgeMissing);
        assertThat(observed(CAMERAS, new Groups(false, null)).obstacles()).isEmpty();
    }

    @Test
    void poolsWithTheSameNodesOverlap() {
        // Given
        Node both = node(
                "a", Map.of(DDNNs.POOL_LABEL, "cameras", KubeEdgeLabels.BELONGING_TO, "main-street"), "True", null);
        var view = new View(List.of(CAMERAS, STREET), List.of(both, member("b")), group(), List.of());

        // When, Then
        assertThat(PoolObserver.observe(CAMERAS, view).overlaps()).containsExactly(new Overlap("street", List.of("a")));
        assertThat(PoolObserver.observe(STREET, view).overlaps()).containsExactly(new Overlap("cameras", List.of("a")));
    }

    @Test
    void whatRunsOnItsNodesIsCountedBySection() {
        // Given
        var view = new View(
                List.of(STREET),
                List.of(member("a"), member("b")),
                group(),
                List.of(
                        pod("city", "camera", "a", "Running"),
                        pod("city", "camera", "b", "Pending"),
                        pod("city", "camera", "elsewhere", "Running"),
                        pod("city", "camera", "a", "Failed"),
                        pod("city", "camera", null, "Pending"),
                        pod("bay", "gateway", "b", "Running")));

        // When, Then
        assertThat(PoolObserver.observe(STREET, view).workloads())
                .containsExactly(
                        new PoolWorkload("bay", "vehicles", "gateway", 1),
                        new PoolWorkload("city", "vehicles", "camera", 2));
    }

    @Test
    void aPoolAdmitsTheNamespacesThatItSelects() {
        assertThat(admits(null, Map.of())).isTrue();
        assertThat(admits(new NamespacesSpec(NamespacesFrom.All, null), Map.of()))
                .isTrue();
        var vision = new NamespacesSpec(
                NamespacesFrom.Selector, new NamespaceLabelSelector(Map.of("team", "vision", "stage", "live")));
        assertThat(admits(vision, Map.of("team", "vision", "stage", "live", "more", "x")))
                .isTrue();
        assertThat(admits(vision, Map.of("team", "vision"))).isFalse();
        assertThat(admits(new NamespacesSpec(NamespacesFrom.Selector, null), Map.of("team", "vision")))
                .isFalse();
    }

    private static boolean admits(NamespacesSpec namespaces, Map<String, String> labels) {
        var pool = DDNNs.pool("cameras", Tier.Device);
        pool.setSpec(new DDNNNodePoolSpec(Tier.Device, pool.getSpec().nodes(), null, null, null, namespaces));
        return PoolReader.read(pool, List.of(), new Groups(false, null), labels)
                .obstacles()
                .isEmpty();
    }

    private static Observed.Pool observed(DDNNNodePool pool, NodeGroups groups) {
        return PoolObserver.observe(pool, new View(List.of(pool), List.of(member("a")), groups, List.of()))
                .pool();
    }

    private static DDNNNodePool ofGroup(String name, String group) {
        var pool = DDNNs.pool(name, Tier.Device);
        pool.setSpec(new DDNNNodePoolSpec(Tier.Device, new NodesSpec(null, group), null, null, null, null));
        return pool;
    }

    private static Groups group() {
        var group = new NodeGroup();
        group.getMetadata().setName("main-street");
        group.setStatus(new NodeGroupStatus(List.of(
                new NodeGroupStatus.NodeStatus("a", NodeGroupStatus.SUCCEEDED, ""),
                new NodeGroupStatus.NodeStatus("c", NodeGroupStatus.FAILED, "one reason"),
                new NodeGroupStatus.NodeStatus("c", NodeGroupStatus.FAILED, "node has been grouped"))));
        return new Groups(true, group);
    }

    private static Node member(String name) {
        return node(name, Map.of(KubeEdgeLabels.BELONGING_TO, "main-street"), "True", null);
    }

    private static Node node(String name, Map<String, String> labels, String ready, String since) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .withNewStatus()
                .withAllocatable(Map.of("cpu", new Quantity("4")))
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .withLastTransitionTime(since)
                .endCondition()
                .endStatus()
                .build();
    }

    private static Pod pod(String namespace, String section, String node, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("any")
                .withLabels(Labels.sectionSelector("vehicles", section))
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }

    private record View(List<DDNNNodePool> pools, List<Node> nodes, NodeGroups nodeGroups, List<Pod> pods)
            implements PoolView {}

    private record Groups(boolean isServed, NodeGroup known) implements NodeGroups {
        @Override
        public Optional<NodeGroup> group(String name) {
            return Optional.ofNullable(known)
                    .filter(group -> name.equals(group.getMetadata().getName()));
        }
    }
}

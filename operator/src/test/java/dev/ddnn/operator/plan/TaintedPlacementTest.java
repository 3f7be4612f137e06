package dev.ddnn.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.operator.plan.BranchPlacement.Demand;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.Observed.Taint;
import dev.ddnn.operator.plan.SectionPlan.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where branches go, and from where they go away, as nodes have taints. */
class TaintedPlacementTest {
    private static final List<String> BRANCHES = List.of("v0", "v1", "v2");

    @Test
    void aNodeWithATaintIsLeftOutAtFirst() {
        assertThat(assign(pool(tainted("a"), node("b"), node("c")), Map.of(), Map.of(), Map.of()))
                .containsExactly("v0 b", "v1 c", "v2 b");
    }

    @Test
    void aBranchLeavesATaintOnlyIfItHasNoPodThere() {
        // Given
        var pool = pool(tainted("a"), tainted("b"), node("c"), node("d"));
        var recorded = Map.of("v0", "a", "v1", "b", "v2", "c");

        // When
        var assigned = assign(pool, Map.of(), recorded, Map.of("v0", Set.of("a"), "v1", Set.of("c")));

        // Then
        assertThat(assigned).containsExactly("v0 a", "v1 d", "v2 c");
    }

    @Test
    void aTaintThatNoNodeIsWithoutIsNamed() {
        // When
        var assigned = assign(pool(tainted("a"), tainted("b")), Map.of("v1", "b"), Map.of("v0", "b"), Map.of());

        // Then: neither what is recorded nor a wish is forgotten
        String words =
                " has the taint 'dedicated=vision:NoSchedule', and pool 'cameras' has no `tolerations`. Add what is"
                        + " missing to the pool's `tolerations`, or remove the taint";
        assertThat(assigned)
                .containsExactly(
                        "v0 b: branch 'v0' waits for a node that takes such a pod: node 'b'" + words,
                        "v1 b: branch 'v1' waits for a node that takes such a pod: node 'b'" + words,
                        "v2 -: branch 'v2' waits for a node that takes such a pod: node 'a'" + words);
    }

    @Test
    void whoWaitsForTheSameIsNamedOnce() {
        // Given
        List<String> many = IntStream.range(0, 100).mapToObj(i -> "v" + i).toList();
        var other = new Node("z", true, false, Map.of(), null, List.of(new Taint("gpu", null, "NoExecute")));
        var demand = new Demand(many, Map.of("v9", "z"), Map.of("v1", "b", "v2", "a"), Map.of(), null, Map.of());

        // When
        var assigned = BranchPlacement.assign(pool(tainted("a"), tainted("b"), other), demand, new NodeRoom());

        // Then
        String end = ", and pool 'cameras' has no `tolerations`. Add what is missing to the pool's `tolerations`, or"
                + " remove the taint";
        assertThat(BranchWaits.texts(Layout.PodPerBranch, assigned))
                .containsExactly(
                        "branches 'v0', 'v1', 'v2', 'v3', 'v4', 'v5' and 93 more wait for a node that takes such a pod:"
                                + " nodes 'a', 'b' have the taint 'dedicated=vision:NoSchedule'" + end,
                        "branch 'v9' waits for a node that takes such a pod: node 'z' has the taint 'gpu:NoExecute'"
                                + end);
    }

    @Test
    void whateverTaintsDoWhoHasAPodStaysAndNobodyHops() {
        // Given
        var random = new Random(11);
        List<String> branches = IntStream.range(0, 6).mapToObj(i -> "v" + i).toList();
        var recorded = new HashMap<String, String>();
        for (int step = 0; step < 500; step++) {
            var pool = pool(IntStream.range(0, 9)
                    .mapToObj(i -> random.nextInt(3) == 0 ? tainted("n" + i) : node("n" + i))
                    .toArray(Node[]::new));
            var present = new HashMap<String, Set<String>>();
            recorded.forEach((branch, node) -> {
                if (random.nextBoolean()) {
                    present.put(branch, Set.of(node));
                }
            });

            // When
            var demand = new Demand(branches, Map.of(), Map.copyOf(recorded), Map.of(), null, present);
            var assigned = BranchPlacement.assign(pool, demand, new NodeRoom());

            // Then: only those move that no pod holds and that a taint keeps away, and a second look changes nothing
            assigned.forEach(assignment -> {
                String before = recorded.get(assignment.branch());
                boolean mayMove = before == null
                        || !present.containsKey(assignment.branch())
                                && !PoolTolerations.admits(
                                        pool, pool.node(before).orElseThrow());
                assertThat(mayMove || before.equals(assignment.node())).isTrue();
            });
            recorded.clear();
            assigned.stream()
                    .filter(assignment -> assignment.node() != null)
                    .forEach(assignment -> recorded.put(assignment.branch(), assignment.node()));
            var again = new Demand(branches, Map.of(), Map.copyOf(recorded), Map.of(), null, present);
            assertThat(BranchPlacement.assign(pool, again, new NodeRoom())).isEqualTo(assigned);
        }
    }

    private static List<String> assign(
            Pool pool, Map<String, String> wishes, Map<String, String> recorded, Map<String, Set<String>> present) {
        var demand = new Demand(BRANCHES, wishes, recorded, Map.of(), null, present);
        return BranchPlacement.assign(pool, demand, new NodeRoom()).stream()
                .map(assignment -> assignment.branch() + " " + (assignment.node() == null ? "-" : assignment.node())
                        + (assignment.pending() == null
                                ? ""
                                : ": "
                                        + BranchWaits.texts(Layout.PodPerBranch, List.of(assignment))
                                                .get(0)))
                .toList();
    }

    private static Pool pool(Node... nodes) {
        return new Pool("cameras", new DDNNNodePoolSpec(null, null, null, null, null, null), List.of(nodes));
    }

    private static Node node(String name) {
        return new Node(name, true, false, Map.of(), null);
    }

    private static Node tainted(String name) {
        var taint = new Taint("dedicated", "vision", "NoSchedule");
        return new Node(name, true, false, Map.of(), null, List.of(taint));
    }
}

package dev.ddnn.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.OfflinePolicy;
import dev.ddnn.operator.plan.BranchPlacement.Demand;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.SectionPlan.Layout;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BranchPlacementTest {
    private static final List<String> BRANCHES = List.of("v0", "v1", "v2");

    @Test
    void atFirstTheIthBranchIsOnTheIthReadyNode() {
        assertThat(assign(pool(node("a"), away("b"), node("c"), node("d")), Map.of(), Map.of()))
                .containsExactly("v0 a", "v1 c", "v2 d");
    }

    @Test
    void anAssignmentStaysWhileTheNodeIsInThePoolReadyOrNot() {
        assertThat(assign(pool(node("a"), away("b"), node("c")), Map.of(), Map.of("v0", "c", "v1", "b", "v2", "a")))
                .containsExactly("v0 c", "v1 b", "v2 a");
    }

    @Test
    void aBranchWhoseNodeLeftTakesTheLeastLoadedOne() {
        assertThat(assign(pool(node("a"), node("b"), node("c")), Map.of(), Map.of("v0", "a", "v1", "gone", "v2", "b")))
                .containsExactly("v0 a", "v1 c", "v2 b");
    }

    @Test
    void fewerNodesAreShared() {
        assertThat(assign(pool(node("a"), node("b")), Map.of(), Map.of())).containsExactly("v0 a", "v1 b", "v2 a");
    }

    @Test
    void aWishIsHonouredAndKeepsTheOthersAway() {
        assertThat(assign(pool(node("a"), node("b"), node("c")), Map.of("v2", "a"), Map.of()))
                .containsExactly("v0 b", "v1 c", "v2 a");
    }

    @Test
    void aWishBeatsWhatIsRecorded() {
        assertThat(assign(pool(node("a"), away("b"), node("c")), Map.of("v0", "b"), Map.of("v0", "a")))
                .startsWith("v0 b");
    }

    @Test
    void aWishForAnUnknownNodeWaits() {
        assertThat(assign(pool(node("a"), node("b"), node("c")), Map.of("v1", "z"), Map.of()))
                .containsExactly("v0 a", "v1 -: branch 'v1' waits for node 'z' to join pool 'cameras'", "v2 b");
    }

    @Test
    void aWishThatCannotBeMetYetLeavesTheBranchWhereItRuns() {
        assertThat(assign(pool(node("a"), node("b"), node("c")), Map.of("v1", "z"), Map.of("v1", "b")))
                .containsExactly("v0 a", "v1 b: branch 'v1' waits for node 'z' to join pool 'cameras'", "v2 c");
    }

    @Test
    void whoSharesANodeMustFit() {
        // Given: the second is bigger, the first has a branch that stays
        var pool = pool(node("a", "1"), node("b", "2"));

        // When
        var assigned = assign(pool, demand(Map.of(), Map.of("v0", "a"), "800m", null), new NodeRoom());

        // Then
        assertThat(assigned).containsExactly("v0 a", "v1 b", "v2 b");
    }

    @Test
    void whatOthersTakeIsNotThere() {
        // Given
        var room = new NodeRoom();
        room.take("a", Map.of("cpu", new Quantity("1500m")), null);

        // When
        var assigned = assign(pool(node("a", "2"), node("b", "2")), demand(Map.of(), Map.of(), "1", null), room);

        // Then
        assertThat(assigned)
                .containsExactly(
                        "v0 b",
                        "v1 b",
                        "v2 -: branch 'v2' fits on no ready node of pool 'cameras': a pod requests cpu 1, and node 'a',"
                                + " which comes closest, has cpu 500m left. Add a node, or lower `resources.requests`");
    }

    @Test
    void whatIsRecordedStaysEvenIfItDoesNotFitAnyMore() {
        assertThat(assign(
                        pool(node("a", "1"), node("b", "4")),
                        demand(Map.of(), Map.of("v0", "a"), "2", null),
                        new NodeRoom()))
                .startsWith("v0 a");
    }

    @Test
    void aPortOfTheNodeIsForOneBranchOnly() {
        // Given: two share a node from the time before, a third is wished onto the node of another
        var recorded = Map.of("v0", "a", "v1", "a", "v2", "b");

        // When
        var assigned = assign(
                pool(node("a"), node("b"), node("c")), demand(Map.of("v2", "a"), recorded, "1m", 8080), new NodeRoom());

        // Then
        assertThat(assigned).containsExactly("v0 b", "v1 c", "v2 a");
    }

    @Test
    void aPortThatOthersHaveIsTaken() {
        // Given
        var room = new NodeRoom();
        room.take("a", Map.of(), 8080);
        room.take("b", Map.of(), 8081);

        // When
        var assigned = assign(pool(node("a"), node("b")), demand(Map.of(), Map.of(), "1m", 8080), room);

        // Then
        assertThat(assigned)
                .startsWith(
                        "v0 b",
                        "v1 -: branch 'v1' fits on no ready node of pool 'cameras': port 8080 is taken on each of them."
                                + " Add a node, or choose another `hostPort`");
    }

    @Test
    void underEvictABranchLeavesANodeThatIsAwayIfAnotherTakesIt() {
        // Given
        var evicting = new DDNNNodePoolSpec(null, null, null, OfflinePolicy.Evict, null, null);
        var demand = demand(Map.of(), Map.of("v0", "a", "v1", "b", "v2", "c"), "1", null);
        var another = new Pool("cameras", evicting, List.of(away("a"), node("b", "1"), node("c", "2")));
        var none = new Pool("cameras", evicting, List.of(away("a"), node("b", "1"), node("c", "1")));

        // When, Then
        assertThat(assign(another, demand, new NodeRoom())).containsExactly("v0 c", "v1 b", "v2 c");
        assertThat(assign(none, demand, new NodeRoom()).get(0)).startsWith("v0 a: branch 'v0' fits on no ready node");
    }

    @Test
    void whateverNodesDoOnlyThoseMoveWhoMust() {
        // Given
        var random = new Random(7);
        List<String> branches = IntStream.range(0, 8).mapToObj(i -> "v" + i).toList();
        var recorded = new HashMap<String, String>();
        for (int step = 0; step < 500; step++) {
            var pool = pool(IntStream.range(0, 12)
                    .filter(i -> random.nextInt(4) > 0)
                    .mapToObj(i -> random.nextInt(5) == 0 ? away("n" + i) : node("n" + i, "2"))
                    .toArray(Node[]::new));

            // When
            var demand = new Demand(
                    branches, Map.of(), Map.copyOf(recorded), Map.of("cpu", new Quantity("1")), null, Map.of());
            var assigned = BranchPlacement.assign(pool, demand, new NodeRoom());

            // Then: who is on a node of the pool stays, and a second look changes nothing
            assigned.forEach(assignment -> {
                String before = recorded.get(assignment.branch());
                if (before != null && pool.node(before).isPresent()) {
                    assertThat(assignment.node()).isEqualTo(before);
                }
            });
            recorded.clear();
            assigned.stream()
                    .filter(assignment -> assignment.node() != null)
                    .forEach(assignment -> recorded.put(assignment.branch(), assignment.node()));
            var again = new Demand(branches, Map.of(), Map.copyOf(recorded), demand.requests(), null, Map.of());
            assertThat(BranchPlacement.assign(pool, again, new NodeRoom())).isEqualTo(assigned);
        }
    }

    @Test
    void withoutAReadyNodeTheyWait() {
        assertThat(assign(pool(away("a"), new Node("b", true, true, Map.of(), null)), Map.of(), Map.of()))
                .startsWith("v0 -: branch 'v0' waits for a ready node in pool 'cameras'");
    }

    private static List<String> assign(Pool pool, Map<String, String> wishes, Map<String, String> recorded) {
        return assign(pool, new Demand(BRANCHES, wishes, recorded, Map.of(), null, Map.of()), new NodeRoom());
    }

    private static List<String> assign(Pool pool, Demand demand, NodeRoom room) {
        return BranchPlacement.assign(pool, demand, room).stream()
                .map(assignment -> assignment.branch() + " " + (assignment.node() == null ? "-" : assignment.node())
                        + (assignment.pending() == null
                                ? ""
                                : ": "
                                        + BranchWaits.texts(Layout.PodPerBranch, List.of(assignment))
                                                .get(0)))
                .toList();
    }

    private static Demand demand(
            Map<String, String> wishes, Map<String, String> recorded, String cpu, Integer hostPort) {
        return new Demand(BRANCHES, wishes, recorded, Map.of("cpu", new Quantity(cpu)), hostPort, Map.of());
    }

    private static Pool pool(Node... nodes) {
        return new Pool("cameras", new DDNNNodePoolSpec(null, null, null, null, null, null), Arrays.asList(nodes));
    }

    private static Node node(String name) {
        return new Node(name, true, false, Map.of(), null);
    }

    private static Node node(String name, String cpu) {
        return new Node(name, true, false, Map.of("cpu", new Quantity(cpu)), null);
    }

    private static Node away(String name) {
        return new Node(name, false, false, Map.of(), null);
    }
}

package dev.ddnn.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Pool;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
                .containsExactly("v0 a", "v1 b", "v2 c");
    }

    @Test
    void withoutAReadyNodeTheyWait() {
        assertThat(assign(pool(away("a"), new Node("b", true, true, Map.of(), null)), Map.of(), Map.of()))
                .startsWith("v0 -: branch 'v0' waits for a ready node in pool 'cameras'");
    }

    private static List<String> assign(Pool pool, Map<String, String> wishes, Map<String, String> recorded) {
        return BranchPlacement.assign(pool, BRANCHES, wishes, recorded).stream()
                .map(assignment -> assignment.branch() + " "
                        + (assignment.node() == null ? "-: " + assignment.waitingFor() : assignment.node()))
                .toList();
    }

    private static Pool pool(Node... nodes) {
        return new Pool("cameras", new DDNNNodePoolSpec(null, null, null, null, null, null), Arrays.asList(nodes));
    }

    private static Node node(String name) {
        return new Node(name, true, false, Map.of(), null);
    }

    private static Node away(String name) {
        return new Node(name, false, false, Map.of(), null);
    }
}

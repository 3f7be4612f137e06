package dev.ddnn.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.Observed.Workload;
import dev.ddnn.operator.plan.Planner;
import dev.ddnn.operator.testing.Cuts;
import dev.ddnn.operator.testing.DDNNs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three branches, two of which are enough. A letter per branch: new or old template, upper case if its pod is ready. */
class ReplacementOrderTest {
    private static final CutReport CUT = Cuts.camerasGatewayCloud("model", 3, "0.5");

    @Test
    void oneAtATimeWhileAllAreThere() {
        assertThat(replaced("OOO")).containsExactly(0);
        assertThat(replaced("NOO")).containsExactly(1);
        assertThat(replaced("NNN")).isEmpty();
    }

    @Test
    void theNextWaitsForTheOneBefore() {
        assertThat(replaced("nOO")).isEmpty();
    }

    @Test
    void whatServesNothingIsReplacedAtOnce() {
        assertThat(replaced("ooo")).containsExactly(0, 1, 2);
        assertThat(replaced("oOO")).containsExactly(0);
    }

    @Test
    void withFewerThanNeededThereIsNothingToProtect() {
        assertThat(replaced("ooO")).containsExactly(0, 1, 2);
    }

    @Test
    void aBranchWhoseNodeIsAwayHoldsNothingUpButTheQuorum() {
        assertThat(replaced("xOO")).isEmpty();
        assertThat(replaced("xoO")).containsExactly(1, 2);
    }

    @Test
    void whatIsHeldBackSaysForWhat() {
        assertThat(reasons("OOO")).containsOnly("when the one before it is ready");
        assertThat(reasons("nOO")).containsOnly("when branch 'view0' is ready again");
        assertThat(reasons("xOO"))
                .containsOnly(
                        "when one of those that are not ready is back (branch 'view0' on node 'cam-0'): an answer needs"
                                + " 2 of the 3 branches of section 'camera', and no more are ready");
    }

    @Test
    void whatServesIsNotReplacedWhileTheHubCouldNotFeedWhatFollows() {
        // Given
        CutResponse lost = CutResponse.kept(CUT, CutResponse.unavailable("the upload is gone"));

        // When
        var heldBack = desired("OoO", lost).heldBack();

        // Then the branch that serves nothing may go
        assertThat(heldBack)
                .extracting(held -> held.child().getMetadata().getName())
                .containsExactly("d-camera-view0", "d-camera-view2");
        assertThat(heldBack)
                .extracting(HeldBack::why)
                .containsOnly("when the hub can serve its model: the upload is gone");
    }

    private static List<String> reasons(String state) {
        return desired(state).heldBack().stream().map(HeldBack::why).toList();
    }

    /** Which of the outdated branches are written. */
    private static List<Integer> replaced(String state) {
        var heldBack = desired(state).heldBack().stream()
                .map(held -> held.child().getMetadata().getName())
                .toList();
        return IntStream.range(0, 3)
                .filter(i -> Character.toLowerCase(state.charAt(i)) == 'o')
                .filter(i -> !heldBack.contains("d-camera-view" + i))
                .boxed()
                .toList();
    }

    private static DesiredResources desired(String state) {
        return desired(state, CutResponse.cut(CUT));
    }

    private static DesiredResources desired(String state, CutResponse cut) {
        Observed before = observed(state, List.of(), cut);
        var wanted = DesiredResources.from(plan(before), before, new Surroundings("image", "hub"), null)
                .resources();
        var workloads = new ArrayList<Workload>();
        for (int i = 0; i < 3; i++) {
            String name = "d-camera-view" + i;
            String template = wanted.stream()
                    .filter(child -> child.getMetadata().getName().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .getMetadata()
                    .getAnnotations()
                    .get(Labels.TEMPLATE);
            char now = state.charAt(i);
            boolean outdated = Character.toLowerCase(now) == 'o';
            workloads.add(new Workload(
                    name,
                    "camera",
                    "view" + i,
                    "cam-" + i,
                    1,
                    outdated ? "old" : template,
                    now == 'N',
                    null,
                    null,
                    Map.of()));
        }
        Observed observed = observed(state, workloads, cut);
        return DesiredResources.from(plan(observed), observed, new Surroundings("image", "hub"), null);
    }

    private static Planned plan(Observed observed) {
        return Planner.plan(DDNNs.camerasGatewayCloud("", "model", 2, "0.5"), observed, Instant.EPOCH)
                .fold(planned -> planned, waiting -> null, refused -> null);
    }

    private static Observed observed(String state, List<Workload> workloads, CutResponse cut) {
        List<Node> nodes = IntStream.range(0, 3)
                .mapToObj(i -> new Node("cam-" + i, state.charAt(i) != 'x', false, Map.of(), null))
                .toList();
        List<PodState> pods = IntStream.range(0, 3)
                .mapToObj(i -> new PodState(
                        "p" + i,
                        "p" + i,
                        "camera",
                        "view" + i,
                        Character.isUpperCase(state.charAt(i)),
                        false,
                        false,
                        null,
                        null,
                        null,
                        null))
                .toList();
        return new Observed(
                new Identity("city", "d", "uid", 1),
                null,
                List.of(
                        new Pool("cameras", DDNNs.pool("cameras", Tier.Device).getSpec(), nodes),
                        new Pool(
                                "edge",
                                DDNNs.pool("edge", Tier.Edge).getSpec(),
                                List.of(new Node("any", true, false, Map.of(), null))),
                        new Pool(
                                "cloud",
                                DDNNs.pool("cloud", Tier.Cloud).getSpec(),
                                List.of(new Node("any", true, false, Map.of(), null)))),
                cut,
                List.of(),
                workloads,
                pods,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}

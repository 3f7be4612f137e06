package dev.ddnn.operator.plan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.plan.Revision;
import dev.ddnn.operator.plan.rollout.Progress.Phase;
import dev.ddnn.operator.testing.Cuts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The road without steps, one pod's report at a time. */
class RolloutRoadTest {
    private static final Revision A = PlayedWorld.revision("model", "0.1");
    private static final Revision B = PlayedWorld.revision("retrained", "0.1");
    private static final Revision C = PlayedWorld.revision("model", "0.3");
    private static final List<Revision> ALL = List.of(A, B, C);

    private final PlayedWorld world = new PlayedWorld();

    @Test
    void theFirstRevisionIsHeldAlone() {
        world.target = A;
        world.step();
        assertHeld("1!", "1!", "1!");
        assertThat(world.course.progress().phase()).isEqualTo(Phase.Done);
    }

    @Test
    void anotherModelIsStagedFromTheTopThenTakesAllSamplesThenTheOldOneLeavesBottomUp() {
        world.settledOn(A);
        world.want(B);

        assertStaged();

        world.follow("camera", "gateway", "cloud");
        world.step();
        assertHeld("1!2 100/100", "1!2 100/0", "1!2 100/100");

        world.follow("camera", "cloud");
        world.step();
        assertHeld("1!2 100/100", "1!2 100/0", "1!2 100/100");
        world.follow("gateway");
        world.step();
        assertHeld("1!2 100/100", "1!2 100/100", "1!2 100/100");

        world.follow("gateway");
        world.step();
        assertHeld("1!2 100/100", "12!", "1!2 100/100");

        assertRetired();
    }

    private void assertStaged() {
        world.step();
        assertHeld("1!", "1!", "1!2 0/0");
        world.step();
        assertHeld("1!", "1!", "1!2 0/0");

        world.follow("cloud");
        world.step();
        assertHeld("1!", "1!2 0/0", "1!2 0/0");

        world.follow("gateway");
        world.step();
        assertHeld("1!2 0/0", "1!2 0/0", "1!2 0/0");
    }

    private void assertRetired() {
        world.step();
        assertHeld("1!2 100/100", "12!", "1!2 100/100");

        world.follow("gateway");
        world.step();
        assertHeld("2!", "12!", "12!");

        world.follow("camera");
        world.step();
        assertHeld("2!", "2!", "12!");

        world.follow("gateway");
        world.step();
        assertHeld("2!", "2!", "2!");
        assertThat(world.course.progress().phase()).isEqualTo(Phase.Retiring);
        world.step();
        assertThat(world.course.progress().phase()).isEqualTo(Phase.Done);
        assertThat(world.course.state()).isNull();
    }

    @Test
    void aThirdRevisionWaitsUntilTheSecondIsGone() {
        world.settledOn(A);
        world.want(B);
        assertStaged();

        world.want(C);
        world.step();
        assertHeld("1!2 0/0", "1!2", "1!2 0/0");
        world.step();
        assertHeld("1!2 0/0", "1!2", "1!2 0/0");
        world.follow("gateway");
        world.step();
        assertHeld("1!", "1!2", "1!2");

        world.settle();
        assertHeld("3!", "3!", "3!");
    }

    @Test
    void revertingGoesBackTheSameWayFromAnyPoint() {
        for (int visits = 1; visits < 12; visits++) {
            var reverted = new PlayedWorld().settledOn(A);
            reverted.want(B);
            for (int i = 0; i < visits; i++) {
                reverted.step();
                reverted.follow("camera", "gateway", "cloud");
            }
            reverted.want(A);
            for (int i = 0; i < 40; i++) {
                reverted.step();
                reverted.follow("camera", "gateway", "cloud");
                reverted.assertNothingIsRefused("reverted after " + visits + " visits, visit " + i);
            }
            assertThat(reverted.held(ALL)).as("after %s visits", visits).isEqualTo(of("1!", "1!", "1!"));
        }
    }

    @Test
    void otherSectionsReplaceAtOnce() {
        world.settledOn(A);
        Revision twoViews = Revision.of("d", Cuts.camerasGatewayCloud("model", 2, "0.1"));
        world.want(twoViews);
        world.step();
        assertThat(world.config("cloud").revisions()).containsExactly(twoViews.held("cloud"));
        assertThat(world.config("cloud").answering()).isEqualTo(twoViews.name());
    }

    @Test
    void aPodThatIsNotReadyHoldsNothingUp() {
        world.settledOn(A);
        world.podsOf("camera").findFirst().orElseThrow().leave();
        world.want(B);
        for (int i = 0; i < 20; i++) {
            world.step();
            world.pods.stream().filter(pod -> pod.ready).forEach(pod -> pod.comeBack(world.config(pod.section)));
        }
        assertHeld("2!", "2!", "2!");
    }

    @Test
    void withoutReportsNothingMoves() {
        world.settledOn(A);
        world.want(B);
        world.step();
        world.follow("cloud");
        world.heard = false;
        world.step();
        world.step();
        assertHeld("1!", "1!", "1!2 0/0");
    }

    /**
     * Whatever is wanted when, wherever the operator's visits end, in whatever order pods learn of it, load, report and restart: no
     * message meets a pod that does not hold what it is valid for.
     */
    @RepeatedTest(150)
    void noMessageIsEverRefused(RepetitionInfo repetition) {
        new RandomHistory(world, ALL, repetition.getCurrentRepetition(), false).play(300);
    }

    /** The same, while ConfigMaps are deleted, each of them at any moment. */
    @RepeatedTest(150)
    void noMessageIsEverRefusedThoughConfigMapsAreDeleted(RepetitionInfo repetition) {
        new RandomHistory(world, ALL, repetition.getCurrentRepetition(), true).play(300);
    }

    private void assertHeld(String camera, String gateway, String cloud) {
        assertThat(world.held(ALL)).isEqualTo(of(camera, gateway, cloud));
    }

    private static Map<String, String> of(String camera, String gateway, String cloud) {
        return Map.of("camera", camera, "gateway", gateway, "cloud", cloud);
    }
}

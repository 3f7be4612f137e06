package dev.ddnn.operator.plan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.report.PodReport.RolloutCounts;
import dev.ddnn.operator.plan.Revision;
import dev.ddnn.operator.plan.rollout.Progress.Phase;
import dev.ddnn.operator.plan.rollout.RolloutPlan.GateLimits;
import dev.ddnn.operator.plan.rollout.RolloutPlan.Step;
import dev.ddnn.operator.plan.rollout.RolloutState.Cause;
import dev.ddnn.operator.plan.rollout.RolloutState.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps, gates, pauses and deadlines. */
class RolloutStepsTest {
    private static final Revision A = PlayedWorld.revision("model", "0.1");
    private static final Revision B = PlayedWorld.revision("retrained", "0.1");
    private static final List<Step> STEPS =
            List.of(new Step(10, Duration.ofMinutes(2)), new Step(50, Duration.ofMinutes(2)));
    private static final GateLimits AGREEMENT = new GateLimits(100, null, 95, null, null, null);
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final PlayedWorld world = new PlayedWorld();
    private final PlayedGateway gateway = new PlayedGateway(world, A, B);

    @BeforeEach
    void given() {
        world.wanted = new RolloutPlan(STEPS, DEADLINE, false, null);
        world.settledOn(A);
        world.want(B);
    }

    @Test
    void aStepIsHeldAndTheNextOneFollows() {
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("10/10");
        assertThat(world.course.progress().step()).isEqualTo(1);

        world.pass(Duration.ofSeconds(119));
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("10/10");

        world.pass(Duration.ofSeconds(1));
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("50/50");
        assertThat(world.course.progress().step()).isEqualTo(2);

        world.pass(Duration.ofMinutes(2));
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("done " + B.name());
    }

    @Test
    void theShadowReachesEveryReadyPodBeforeTheRoute() {
        world.settle();
        world.pass(Duration.ofMinutes(2));
        world.step();
        assertThat(gateway.percentages()).isEqualTo("50/10");
        world.follow("gateway", "cloud");
        world.step();
        assertThat(gateway.percentages()).as("no camera follows").isEqualTo("50/10");
        world.follow("camera");
        world.step();
        assertThat(gateway.percentages()).isEqualTo("50/50");
    }

    @Test
    void aFailedGateTakesTheRouteBackInOneWriteAndTheTargetLeaves() {
        gated(AGREEMENT);
        gateway.counts(1000, 200, 100, 61);

        world.step(section -> section.equals("gateway"));

        assertThat(gateway.percentages()).isEqualTo("done " + A.name());
        Failure failure = world.course.state().failed();
        assertThat(failure.gate()).isEqualTo("minAgreementPercent");
        assertThat(failure.measured()).isEqualTo("61.0");
        assertThat(failure.allowed()).isEqualTo("95");
        assertThat(failure.message())
                .isEqualTo(
                        "gate 'minAgreementPercent' measured 61.0, allowed 95, while it answered 10 % of the samples");
        world.settle();
        assertThat(world.config("cloud").revisions()).containsExactly(A.held("cloud"));
        assertThat(world.course.progress().phase()).isEqualTo(Phase.GivenUp);
        assertThat(world.course.progress().message()).isEmpty();
    }

    @Test
    void whatFailedIsTriedAgainWhenTheSpecChangesAndNotBefore() {
        gated(AGREEMENT);
        gateway.counts(1000, 200, 100, 61);
        world.settle();
        String failed = world.course.state().id();
        world.pass(Duration.ofHours(1));
        world.settle();
        assertThat(world.course.progress().phase()).isEqualTo(Phase.GivenUp);

        world.want(B);
        world.settle();

        assertThat(gateway.percentages()).isEqualTo("10/10");
        assertThat(world.course.state().id()).isNotEqualTo(failed);
        assertThat(world.course.state().failed()).isNull();
    }

    @Test
    void anIdleDdnnDoesNotPassBySilence() {
        gated(AGREEMENT);
        gateway.counts(50, 5, 5, 5);
        world.pass(Duration.ofMinutes(11));
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("10/10");
        assertThat(world.course.progress().message()).isEqualTo("waiting for 100 samples of the new revision");

        world.pass(Duration.ofMinutes(2));
        world.settle();

        Failure failure = world.course.state().failed();
        assertThat(failure.cause()).isEqualTo(Cause.ProgressDeadline);
        assertThat(failure.message()).isEqualTo("no progress in 600 s: waiting for 100 samples of the new revision");
        assertThat(gateway.percentages()).isEqualTo("done " + A.name());
    }

    @Test
    void aGateThatPassesLetsTheNextStepFollow() {
        gated(AGREEMENT);
        gateway.counts(1000, 200, 100, 96);
        world.pass(Duration.ofMinutes(2));
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("50/50");
    }

    @Test
    void whatPodsOfAnotherRolloutCountedDoesNotMatter() {
        gated(AGREEMENT);
        gateway.counts(1000, 200, 100, 0);
        world.podsOf("gateway").forEach(pod -> {
            pod.counts = new RolloutCounts("d-other@1", pod.counts.current(), pod.counts.target(), 100, 0, 0);
            pod.report();
        });
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("10/10");
    }

    @Test
    void pausedGoesNoFurtherButGatesAreJudged() {
        world.settle();
        world.wanted = new RolloutPlan(STEPS, DEADLINE, true, AGREEMENT);
        world.generation++;
        world.pass(Duration.ofHours(2));
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("10/10");
        assertThat(world.course.progress().phase()).isEqualTo(Phase.Paused);

        gateway.counts(1000, 200, 100, 61);
        world.step();
        assertThat(world.course.progress().phase()).isEqualTo(Phase.GivenUp);
    }

    @Test
    void goingOnAfterAPauseIsNoMissedDeadline() {
        world.settle();
        world.wanted = new RolloutPlan(STEPS, DEADLINE, true, null);
        world.generation++;
        world.settle();
        world.pass(Duration.ofHours(2));
        world.settle();
        world.wanted = new RolloutPlan(STEPS, DEADLINE, false, null);
        world.generation++;
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("50/50");
    }

    @Test
    void aRevisionThatCannotBeLoadedTakesNoSamplesAndIsGivenUp() {
        world.podsOf("gateway").forEach(pod -> pod.breakOn(B.name()));
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("0/0");
        assertThat(world.course.progress().phase()).isEqualTo(Phase.LoadFailing);

        world.pass(DEADLINE);
        world.settle();

        assertThat(world.course.state().failed().message())
                .isEqualTo("no progress in 600 s: pod 'gateway-0' cannot load it: no such digest");
        assertThat(world.config("cloud").revisions()).containsExactly(A.held("cloud"));
    }

    @Test
    void aHubThatIsAwayIsNoMissedDeadline() {
        world.settle();
        world.heard = false;
        world.pass(Duration.ofHours(1));
        world.step();
        assertThat(gateway.percentages()).isEqualTo("10/10");
    }

    @Test
    void stepsThatChangeInMidRolloutCountFromNowOn() {
        world.settle();
        world.wanted = new RolloutPlan(List.of(new Step(30, Duration.ZERO)), DEADLINE, false, null);
        world.generation++;
        String id = world.course.state().id();
        world.step();
        assertThat(gateway.percentages()).isEqualTo("30/10");
        assertThat(world.course.state().id()).isEqualTo(id);
    }

    @Test
    void aPodThatRestartsInMidRolloutDoesNotSetItBack() {
        world.settle();
        PlayedPod camera = world.podsOf("camera").findFirst().orElseThrow();
        camera.breakOn(B.name());
        camera.load();
        camera.report();
        world.step();
        assertThat(gateway.percentages()).isEqualTo("10/10");
    }

    private void gated(GateLimits gates) {
        world.wanted = new RolloutPlan(STEPS, DEADLINE, false, gates);
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("10/10");
    }
}

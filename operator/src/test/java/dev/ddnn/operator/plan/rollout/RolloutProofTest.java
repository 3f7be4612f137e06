package dev.ddnn.operator.plan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Revision;
import dev.ddnn.operator.plan.rollout.Progress.Phase;
import dev.ddnn.operator.plan.rollout.RolloutPlan.GateLimits;
import dev.ddnn.operator.plan.rollout.RolloutPlan.Step;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody has seen is no proof: neither that a revision works, nor that it does not. */
class RolloutProofTest {
    private static final Revision A = PlayedWorld.revision("model", "0.1");
    private static final Revision B = PlayedWorld.revision("retrained", "0.1");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final List<Step> STEPS =
            List.of(new Step(10, Duration.ofMinutes(2)), new Step(50, Duration.ofMinutes(2)));
    private static final GateLimits AGREEMENT = new GateLimits(100, null, 95, null, null, null);

    private final PlayedWorld world = new PlayedWorld();
    private final PlayedGateway gateway = new PlayedGateway(world, A, B);

    @BeforeEach
    void given() {
        world.wanted = plan(STEPS, null);
        world.settledOn(A);
        world.want(B);
    }

    private static RolloutPlan plan(List<Step> steps, GateLimits gates) {
        return new RolloutPlan(steps, Duration.ofMinutes(10), false, gates);
    }

    @Test
    void aRevisionThatTakesTheDecidingPodsAwayIsNotPromoted() {
        // Given the target answers a tenth, and its gateways go away
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("10/10");
        world.podsOf("gateway").forEach(PlayedPod::leave);

        // When
        playMinutes(20);

        // Then it stood still for too long and went back
        assertThat(gateway.percentages()).isEqualTo("done " + A.name());
        assertThat(world.course.progress().phase()).isEqualTo(Phase.GivenUp);
    }

    @Test
    void gatesThatPassedOnceDoNotSpeakForPodsThatAreGone() {
        // Given
        world.wanted = plan(STEPS, AGREEMENT);
        world.settle();
        gateway.counts(1000, 200, 100, 96);
        world.podsOf("gateway").forEach(PlayedPod::leave);

        // When
        playMinutes(20);

        // Then
        assertThat(gateway.percentages()).isEqualTo("done " + A.name());
    }

    @Test
    void aRevisionThatNobodyHasLoadedTakesNoSample() {
        // Given
        world.pods.forEach(PlayedPod::leave);

        // When
        for (int i = 0; i < 9; i++) {
            world.pass(MINUTE);
            world.step();

            // Then
            assertThat(world.config("gateway").answering()).isEqualTo(A.name());
            assertThat(gateway.percentages()).isNotEqualTo("10/10");
        }
    }

    @Test
    void aRevisionThatWasPromotedKeepsTheOneBeforeAtHandUntilAPodFollows() {
        // Given
        world.wanted = plan(List.of(), null);
        while (!gateway.percentages().equals("done " + B.name())) {
            world.step();
            if (!gateway.percentages().equals("done " + B.name())) {
                world.follow("camera", "gateway", "cloud");
            }
        }
        world.podsOf("gateway").forEach(PlayedPod::leave);

        // When
        for (int i = 0; i < 5; i++) {
            world.step();
            world.follow("camera", "cloud");
        }

        // Then
        assertThat(world.config("cloud").revisions()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 60})
    void aHubThatComesBackAndHasHeardNobodyYetIsNoMissedDeadline(int minutes) {
        // Given
        world.settle();
        world.heard = false;
        world.pass(Duration.ofMinutes(minutes));
        world.step();

        // When it is back, with no report
        world.heard = true;
        world.seen = RolloutProofTest::withoutReports;
        world.step();

        // Then
        assertThat(gateway.percentages()).isNotEqualTo("done " + A.name());
        world.seen = UnaryOperator.identity();
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("50/50");
    }

    @Test
    void stepsThatAreLoweredInMidRolloutHoldWhatIsAboveThem() {
        // Given
        world.settle();
        world.pass(Duration.ofMinutes(2));
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("50/50");

        // When
        world.wanted = plan(List.of(new Step(5, Duration.ofHours(1)), new Step(20, Duration.ofHours(1))), null);
        world.generation++;
        world.settle();

        // Then
        assertThat(gateway.percentages()).isEqualTo("50/50");
        world.pass(Duration.ofHours(1));
        world.settle();
        assertThat(gateway.percentages()).isEqualTo("done " + B.name());
    }

    @Test
    void whatTheShadowShowsSendsItBackBeforeASampleIsAnswered() {
        // Given both compute a tenth of the samples
        world.wanted = plan(STEPS, AGREEMENT);
        for (int i = 0; i < 40 && !gateway.percentages().equals("10/0"); i++) {
            world.step();
            world.follow("camera", "gateway", "cloud");
        }
        assertThat(gateway.percentages()).isEqualTo("10/0");

        // When
        gateway.counts(1000, 0, 100, 1);
        world.step();

        // Then
        assertThat(gateway.percentages()).isEqualTo("done " + A.name());
        assertThat(world.course.progress().phase()).isEqualTo(Phase.GivenUp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"id\":\"x@1\"}", "{\"id\":\"x@1\",\"stepStart\":\"now\"}", "text"})
    void aMemoryThatCannotBeReadIsNone(String text) {
        assertThat(RolloutState.read(text)).isEmpty();
    }

    private void playMinutes(int minutes) {
        for (int i = 0; i < minutes; i++) {
            world.pass(MINUTE);
            world.step();
            world.follow("camera", "cloud");
            assertThat(world.config("gateway").answering()).isEqualTo(A.name());
        }
    }

    private static Observed withoutReports(Observed o) {
        return new Observed(
                o.ddnn(),
                o.status(),
                o.pools(),
                o.cut(),
                o.configs(),
                o.workloads(),
                o.pods(),
                List.of(),
                o.elsewhere(),
                o.revisions(),
                List.of());
    }
}

package dev.ddnn.pod.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.pod.ingress.AdmissionGate;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.testing.ManualTimer;
import dev.ddnn.pod.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SampleJoinerTest {
    private static final JoinRule RULE =
            new JoinRule(Set.of("a", "b", "c"), Duration.ofMillis(50), 2, Duration.ofMillis(350));
    private static final Answered ANSWER =
            new Answered("gateway", new float[] {1, 0}, 0.5f, "r1", 0b111, DegradedReason.NOT_DEGRADED);

    private final ManualTimer timer = new ManualTimer();
    private final Set<String> away = new HashSet<>();
    private final List<Joined> joined = new ArrayList<>();
    private final List<Consumer<Outcome>> outcomes = new ArrayList<>();
    private final List<Outcome> verdicts = new ArrayList<>();
    private final SampleJoiner joiner =
            new SampleJoiner(() -> "gateway", timer, new AdmissionGate(2), away::contains, (sample, done) -> {
                joined.add(sample);
                outcomes.add(done);
            });

    private void part(String branch, String sample) {
        part(branch, sample, Duration.ofMillis(300));
    }

    private void part(String branch, String sample, Duration left) {
        int bit = 1 << branch.charAt(0) - 'a';
        joiner.accept(
                RULE, new Part(branch, sample, List.of("r1"), bit, List.of(), Deadline.in(timer, left)), verdicts::add);
    }

    private RefusalCode code(int verdict) {
        return verdicts.get(verdict).fold(answered -> null, Refused::code);
    }

    @Test
    void goesOnAtOnceWhenAllCame() {
        // When
        part("a", "s");
        part("b", "s");
        part("c", "s");

        // Then
        assertThat(joined).hasSize(1);
        assertThat(joined.get(0).present()).isEqualTo(0b111);
    }

    @Test
    void goesOnAfterTheTimeoutWithEnough() {
        // Given
        part("a", "s");
        part("c", "s");
        timer.advance(Duration.ofMillis(49));
        assertThat(joined).isEmpty();

        // When
        timer.advance(Duration.ofMillis(1));

        // Then
        assertThat(joined).hasSize(1);
        assertThat(joined.get(0).present()).isEqualTo(0b101);
    }

    @Test
    void refusesAfterTheTimeoutWithTooFew() {
        // Given
        part("a", "s");

        // When
        timer.advance(Duration.ofMillis(50));

        // Then
        assertThat(joined).isEmpty();
        assertThat(verdicts)
                .containsExactly(new Refused(
                        "gateway", RefusalCode.TOO_FEW_BRANCHES, "parts of 1 branches came in time, 2 are needed"));
    }

    @Test
    void doesNotWaitForABranchThatIsAway() {
        // Given
        away.add("b");

        // When
        part("a", "s");
        part("c", "s");

        // Then
        assertThat(joined).hasSize(1);
    }

    @Test
    void doesNotWaitLongerForABranchThatIsLostMeanwhile() {
        // Given
        part("a", "s");
        part("c", "s");

        // When
        away.add("b");
        joiner.branchLost();

        // Then
        assertThat(joined).hasSize(1);
    }

    @Test
    void leavesTimeToComputeBeforeTheDeadline() {
        // Given
        part("a", "s", Duration.ofMillis(20));
        part("b", "s");

        // When
        timer.advance(Duration.ofMillis(15));

        // Then
        assertThat(joined).hasSize(1);
        assertThat(joined.get(0).deadline().left(timer)).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void theEarliestDeadlineCounts() {
        // When
        part("a", "s", Duration.ofMillis(300));
        part("b", "s", Duration.ofMillis(100));
        part("c", "s", Duration.ofMillis(200));

        // Then
        assertThat(joined.get(0).deadline().left(timer)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void everySenderGetsTheSameVerdictAndLateOnesToo() {
        // Given
        part("a", "s");
        part("b", "s");
        timer.advance(Duration.ofMillis(50));
        outcomes.get(0).accept(ANSWER);
        outcomes.get(0).accept(new Refused("gateway", RefusalCode.INTERNAL, "a second one is never heard"));

        // When
        part("c", "s");
        part("a", "s");

        // Then
        assertThat(verdicts).containsExactly(ANSWER, ANSWER, ANSWER, ANSWER);
        assertThat(joined).hasSize(1);
    }

    @Test
    void aBranchThatSendsTwiceBeforeTheDecisionIsTold() {
        // Given
        part("a", "s");

        // When
        part("a", "s");

        // Then
        assertThat(verdicts)
                .containsExactly(new Refused("gateway", RefusalCode.DUPLICATE, "branch 'a' sent sample 's' twice"));
    }

    @Test
    void admittedSamplesTakeAllTheirPartsWhenFull() {
        // Given
        part("a", "s1");
        part("a", "s2");

        // When
        part("a", "s3");
        part("b", "s1");
        part("c", "s1");

        // Then
        assertThat(code(0)).isEqualTo(RefusalCode.OVERLOADED);
        assertThat(joined).hasSize(1);
        assertThat(joined.get(0).sample()).isEqualTo("s1");
    }

    @Test
    void aSampleThatWasRefusedForLoadMayComeAgain() {
        // Given
        part("a", "s1");
        part("a", "s2");
        part("a", "s3");
        part("b", "s3");
        timer.advance(Duration.ofMillis(50));

        // When
        for (String branch : List.of("a", "b", "c")) {
            part(branch, "s3");
        }

        // Then
        assertThat(code(0)).isEqualTo(RefusalCode.OVERLOADED);
        assertThat(code(1)).isEqualTo(RefusalCode.OVERLOADED);
        assertThat(joined).hasSize(1);
    }

    @Test
    void aSecondAttemptBeginsWithABranchThatWasPartOfTheFirst() {
        // Given
        part("a", "s");
        timer.advance(Duration.ofMillis(50));

        // When
        part("b", "s");
        part("a", "s");
        part("b", "s");
        part("c", "s");

        // Then
        assertThat(code(0)).isEqualTo(RefusalCode.TOO_FEW_BRANCHES);
        assertThat(code(1)).isEqualTo(RefusalCode.TOO_FEW_BRANCHES);
        assertThat(joined).hasSize(1);
        assertThat(joined.get(0).parts()).hasSize(3);
    }

    @Test
    void forgetsAfterDeadlineAndTimeout() {
        // Given
        part("a", "s");
        part("b", "s");
        part("c", "s");
        outcomes.get(0).accept(ANSWER);
        timer.advance(Duration.ofMillis(350));

        // When
        part("a", "s");

        // Then
        assertThat(verdicts).hasSize(3);
        assertThat(joiner.inFlight()).isEqualTo(1);
        assertThat(timer.waiting()).isEqualTo(2);
    }
}

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

/** A join that loses senders, and one that is about to stop. */
class StoppingJoinerTest {
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

    private Part of(String branch, String sample) {
        int bit = 1 << branch.charAt(0) - 'a';
        return new Part(branch, sample, List.of("r1"), bit, List.of(), Deadline.in(timer, Duration.ofMillis(300)));
    }

    private void part(String branch, String sample) {
        joiner.accept(RULE, of(branch, sample), verdicts::add);
    }

    private void again(String branch, String sample) {
        joiner.acceptAgain(RULE, of(branch, sample), verdicts::add);
    }

    @Test
    void aBranchThatLostItsStreamGetsTheVerdictThatTheOthersGot() {
        // Given
        part("a", "s");
        part("b", "s");
        again("a", "s");
        part("c", "s");

        // When
        outcomes.get(0).accept(ANSWER);
        again("b", "s");

        // Then
        assertThat(joined).hasSize(1);
        assertThat(verdicts).hasSize(5).containsOnly(ANSWER);
    }

    @Test
    void aPartThatNeverCameIsTakenWhenItIsSentAgain() {
        // Given
        part("a", "s");
        part("b", "s");

        // When
        again("c", "s");

        // Then
        assertThat(joined.get(0).present()).isEqualTo(0b111);
    }

    @Test
    void whenItStopsSamplesAreComputedOrNotTakenForAllTheirSenders() {
        // Given
        for (String branch : List.of("a", "b", "c")) {
            part(branch, "whole");
        }
        part("a", "half");
        part("b", "half");

        // When
        joiner.stop();
        away.add("c");
        joiner.branchLost();
        part("c", "half");
        part("a", "new");
        timer.advance(Duration.ofMillis(50));
        var untaken = List.copyOf(verdicts);
        outcomes.get(0).accept(ANSWER);

        // Then
        assertThat(untaken)
                .hasSize(4)
                .containsOnly(
                        new Refused("gateway", RefusalCode.STOPPING, "the pod of section 'gateway' is about to stop"));
        assertThat(verdicts.subList(4, 7)).containsOnly(ANSWER);
        assertThat(joined).hasSize(1);
    }
}

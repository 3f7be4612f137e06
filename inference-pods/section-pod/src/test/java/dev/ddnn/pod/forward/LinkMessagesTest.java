package dev.ddnn.pod.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.testing.ManualTimer;
import dev.ddnn.pod.time.Deadline;
import dev.ddnn.pod.time.HopBudget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkMessagesTest {
    private static UpwardSample sample(int present, String... revisions) {
        return new UpwardSample(
                "s17",
                List.of(revisions),
                present,
                0b111,
                Map.of("b", List.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})),
                Deadline.in(new ManualTimer(), Duration.ofSeconds(1)),
                null,
                false);
    }

    @Test
    void anAnswerComesBackAsItWas() {
        // Given
        var sent = sample(0b101, "r1", "r2");
        var answer = new Answered("cloud", new float[] {1.5f, -2}, 0.25f, "r2", 0b111, DegradedReason.UPSTREAM_LOST);

        // When
        var verdict = LinkMessages.verdict(LinkMessages.part(sent, "b", 7, 100, false), 0b101, answer);
        var back = LinkMessages.outcome(sent, verdict).fold(answered -> answered, refused -> null);

        // Then
        assertThat(back).usingRecursiveComparison().isEqualTo(answer);
    }

    @Test
    void aRefusalComesBackAsItWas() {
        // Given
        var sent = sample(0b111, "r1");
        var refusal = new Refused("cloud", RefusalCode.NOT_READY, "still loading");

        // When
        var verdict = LinkMessages.verdict(LinkMessages.part(sent, "b", 7, 100, false), 0b111, refusal);

        // Then
        assertThat(LinkMessages.outcome(sent, verdict)).isEqualTo(refusal);
    }

    @Test
    void whatBothSidesKnowDoesNotTravel() {
        // Given
        var sent = sample(0b111, "digits-1a2b3c4d");
        var answer = new Answered("cloud", new float[10], 0.25f, "digits-1a2b3c4d", 0b111, DegradedReason.NOT_DEGRADED);

        // When
        var part = LinkMessages.part(sent, "b", 1000, 4000, false);
        var verdict = LinkMessages.verdict(part, 0b111, answer);

        // Then
        assertThat(part.getPresent()).isZero();
        assertThat(verdict.getAnswer().getRevision()).isEmpty();
        assertThat(verdict.getAnswer().getPresent()).isZero();
        assertThat(part.getSerializedSize()).isLessThanOrEqualTo(38);
        assertThat(verdict.getSerializedSize()).isLessThanOrEqualTo(63);
    }

    @Test
    void eachHopKeepsAReserve() {
        assertThat(HopBudget.forNextHop(Duration.ofMillis(300))).isEqualTo(Duration.ofMillis(255));
        assertThat(HopBudget.forNextHop(Duration.ofMillis(20))).isEqualTo(Duration.ofMillis(15));
        assertThat(HopBudget.forNextHop(Duration.ofMillis(5000))).isEqualTo(Duration.ofMillis(4750));
        assertThat(HopBudget.forNextHop(Duration.ofMillis(3))).isNegative();
    }

    @Test
    void samplesSpreadEvenlyAndStayWhereTheyWere() {
        // Given
        var three = List.of("10.0.0.1:9090", "10.0.0.2:9090", "10.0.0.3:9090");
        var two = three.subList(0, 2);
        var samples = IntStream.range(0, 3000).mapToObj(i -> "s" + i).toList();

        // When
        var before = samples.stream()
                .map(s -> RendezvousHash.pick(s, three, name -> name).orElseThrow())
                .toList();
        var after = samples.stream()
                .map(s -> RendezvousHash.pick(s, two, name -> name).orElseThrow())
                .toList();

        // Then
        for (String pod : three) {
            assertThat(before.stream().filter(pod::equals).count()).isBetween(900L, 1100L);
        }
        for (int i = 0; i < samples.size(); i++) {
            if (two.contains(before.get(i))) {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
        assertThat(RendezvousHash.pick("s", List.<String>of(), name -> name)).isEmpty();
    }
}

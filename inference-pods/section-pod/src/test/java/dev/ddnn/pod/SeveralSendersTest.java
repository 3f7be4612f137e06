package dev.ddnn.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.section.SectionConfig.Join;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.testing.FakeHub;
import dev.ddnn.pod.testing.RunningPod;
import dev.ddnn.pod.testing.TwoViews;
import dev.ddnn.pod.time.Deadline;
import dev.ddnn.pod.time.SystemTimer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two pods of one branch below a cloud, each with samples of its own under the same ids. */
class SeveralSendersTest {
    private static final byte[] PLUS = {0b1111};
    private static final byte[] MINUS = {0};
    private static final float[] BRIGHT_SCORES = {9, -8};
    private static final float[] DARK_SCORES = {-7, 8};

    @TempDir
    Path directory;

    private final SystemTimer timer = new SystemTimer();
    private FakeHub hub;
    private RunningPod cloud;
    private RunningPod one;
    private RunningPod other;

    @BeforeEach
    void start() {
        hub = new FakeHub(TwoViews.files());
        cloud = new RunningPod(directory, hub.address(), TwoViews.BOTH, 0, TwoViews.cloud("r1"));
        one = sender("one");
        other = sender("other");
        cloud.awaitReady();
    }

    /** A pod whose exit is never confident, so that each sample goes up. */
    private RunningPod sender(String name) {
        var config = TwoViews.gateway(cloud.pod().linkPort(), new Join(20_000, 2), TwoViews.gatewayRevision("r1", "0"));
        var own = directory.resolve(name);
        assertThat(own.toFile().mkdir()).isTrue();
        return new RunningPod(own, hub.address(), TwoViews.BOTH, 0, config)
                .awaitReady()
                .awaitConnected();
    }

    @AfterEach
    void stop() {
        for (RunningPod pod : List.of(one, other, cloud)) {
            pod.close();
        }
        hub.close();
        timer.close();
    }

    private CompletableFuture<Outcome> send(RunningPod pod, String sample, byte[] features) {
        var outcome = new CompletableFuture<Outcome>();
        for (int view = 0; view < 2; view++) {
            var deadline = Deadline.in(timer, Duration.ofMinutes(1));
            pod.pod()
                    .flow()
                    .accept(
                            new Part("view" + view, sample, List.of("r1"), 1 << view, List.of(features), deadline),
                            outcome::complete);
        }
        return outcome;
    }

    private static Answered answer(CompletableFuture<Outcome> outcome) {
        return outcome.join().fold(answered -> answered, refused -> {
            throw new AssertionError("refused: " + refused);
        });
    }

    @Test
    void eachSenderGetsTheVerdictOfItsOwnSample() {
        // Given
        var bright = new ArrayList<CompletableFuture<Outcome>>();
        var dark = new ArrayList<CompletableFuture<Outcome>>();

        // When
        for (int i = 0; i < 20; i++) {
            bright.add(send(one, "s" + i, PLUS));
            dark.add(send(other, "s" + i, MINUS));
        }

        // Then
        assertThat(bright)
                .allSatisfy(outcome -> assertThat(answer(outcome).logits()).containsExactly(BRIGHT_SCORES));
        assertThat(dark)
                .allSatisfy(outcome -> assertThat(answer(outcome).logits()).containsExactly(DARK_SCORES));
        assertThat(dark)
                .allSatisfy(outcome -> assertThat(answer(outcome).exit()).isEqualTo("cloud"));
    }

    @Test
    void oneThatIsLostTakesNothingFromTheOther() {
        // Given
        answer(send(one, "s1", PLUS));
        one.close();

        // When
        var answer = answer(send(other, "s1", MINUS));

        // Then
        assertThat(answer.exit()).isEqualTo("cloud");
        assertThat(answer.logits()).containsExactly(DARK_SCORES);
    }
}

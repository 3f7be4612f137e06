package dev.ddnn.pod;

import static dev.ddnn.pod.testing.TwoViews.BOTH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.contract.section.SectionConfig.Join;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.testing.Await;
import dev.ddnn.pod.testing.FakeHub;
import dev.ddnn.pod.testing.RunningPod;
import dev.ddnn.pod.testing.TwoViews;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two cameras feed all the time, while the one pod that joins their parts stops and another one takes its place. The successor holds
 * another revision, so that an answer tells which of the two it is of.
 */
class JoinReplacedTest {
    private static final int AT_ONCE = 8;
    private static final String STOPS = "r1";
    private static final String FOLLOWS = "r2";

    @TempDir
    Path directory;

    private final List<Sample> samples = new ArrayList<>();
    private FakeHub hub;
    private RunningPod cloud;
    private RunningPod gateway;
    private RunningPod view0;
    private RunningPod view1;

    private record Sample(CompletableFuture<Outcome> first, CompletableFuture<Outcome> second) {
        boolean answeredTwiceBy(String revision) {
            var answers = answers();
            return answers.size() == 2
                    && answers.stream().allMatch(answer -> answer.revision().equals(revision));
        }

        /**
         * Whether one sender has lost patience before the successor was there, while the other one's part just found it: it is answered
         * with that part alone.
         */
        boolean foundTheSuccessorWithOnePart() {
            int bit = first.join().isAnswer() ? 0b01 : 0b10;
            var answers = answers();
            return answers.size() == 1
                    && answers.get(0).revision().equals(FOLLOWS)
                    && answers.get(0).present() == bit;
        }

        boolean asItShouldBe() {
            return answers().isEmpty()
                    || answeredTwiceBy(STOPS)
                    || answeredTwiceBy(FOLLOWS)
                    || foundTheSuccessorWithOnePart();
        }

        private List<Answered> answers() {
            return Stream.of(first.join(), second.join())
                    .flatMap(outcome -> outcome.fold(Stream::of, refused -> Stream.<Answered>empty()))
                    .toList();
        }

        boolean done() {
            return first.isDone() && second.isDone();
        }
    }

    @BeforeEach
    void start() {
        hub = new FakeHub(TwoViews.files());
        cloud = pod(BOTH, 0, TwoViews.cloud(STOPS, FOLLOWS));
        gateway = gateway(0, STOPS);
        int port = gateway.pod().linkPort();
        view0 = pod("view0", 0, TwoViews.cameras(port, STOPS, FOLLOWS));
        view1 = pod("view1", 0, TwoViews.cameras(port, STOPS, FOLLOWS));
        for (RunningPod pod : List.of(gateway, view0, view1)) {
            pod.awaitReady().awaitConnected();
        }
        cloud.awaitReady();
    }

    private RunningPod gateway(int port, String revision) {
        var held = TwoViews.gatewayRevision(revision, "0.05");
        return pod(BOTH, port, TwoViews.gateway(cloud.pod().linkPort(), new Join(20_000, 1), held));
    }

    private RunningPod pod(String branch, int port, dev.ddnn.contract.section.SectionConfig config) {
        return new RunningPod(directory, hub.address(), branch, port, config);
    }

    @AfterEach
    void stop() {
        for (RunningPod pod : List.of(view1, view0, gateway, cloud)) {
            pod.close();
        }
        hub.close();
    }

    /** Half of them are clear, the others go up to the cloud. */
    private void feed() {
        while (samples.stream().filter(sample -> !sample.done()).count() < AT_ONCE) {
            var id = "s" + samples.size();
            byte[] last = {-1, -1, -1, (byte) (samples.size() % 2 == 0 ? -1 : 0)};
            samples.add(new Sample(view0.send(id, 0, last), view1.send(id, 1, new byte[] {0, 0, 0, 0})));
        }
    }

    @Test
    void anOrderlyStopAnswersAllSendersOfASampleOrNone() {
        // Given
        Await.until("samples are answered", () -> {
            feed();
            return samples.stream().filter(Sample::done).count() > 200;
        });

        var half = sendHalf();

        // When
        var stopped = CompletableFuture.runAsync(gateway::close);
        Await.until("the other camera sends nothing more", () -> !view1.pod().nextConnected());
        samples.add(new Sample(half, view1.send("half", 1, new byte[] {0, 0, 0, 0})));
        Await.until("the gateway has stopped", () -> {
            feed();
            return stopped.isDone();
        });
        gateway = gateway(gatewayPort(), FOLLOWS);
        Await.until("samples are answered by its successor", () -> {
            feed();
            return samples.stream().filter(Sample::done).anyMatch(sample -> sample.answeredTwiceBy(FOLLOWS));
        });

        // Then
        assertThat(samples).allMatch(Sample::asItShouldBe);
        assertThat(samples)
                .flatExtracting(
                        sample -> List.of(sample.first().join(), sample.second().join()))
                .allSatisfy(outcome -> assertThat(outcome.fold(answered -> null, Refused::code))
                        .isIn(null, RefusalCode.UPSTREAM_UNREACHABLE));
    }

    /** The gateway waits for the other part of this sample when it stops. */
    private CompletableFuture<Outcome> sendHalf() {
        var half = view0.send("half", 0, new byte[] {-1, -1, -1, -1});
        int before = samples.size();
        Await.until("a sample that was sent after it is answered", () -> {
            feed();
            return samples.stream().skip(before).anyMatch(Sample::done);
        });
        assertThat(half).isNotDone();
        return half;
    }

    private int gatewayPort() {
        return view0.pod()
                .held()
                .current()
                .orElseThrow()
                .config()
                .next()
                .branches()
                .get(0)
                .port();
    }
}

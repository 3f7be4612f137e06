package dev.ddnn.pod;

import static dev.ddnn.pod.testing.TwoViews.BOTH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.link.DegradedReason;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four pods with real sections, over real sockets, in one process. */
class PodsOverSocketsTest {
    private static final byte[] BRIGHT = {-1, -1, -1, -1};
    private static final byte[] DARK = {0, 0, 0, 0};
    private static final Join JOIN = new Join(20_000, 1);

    @TempDir
    Path directory;

    private FakeHub hub;
    private RunningPod cloud;
    private RunningPod gateway;
    private RunningPod view0;
    private RunningPod view1;

    @BeforeEach
    void start() {
        hub = new FakeHub(TwoViews.files());
        cloud = pod(BOTH, 0, TwoViews.cloud("r1"));
        gateway = pod(BOTH, 0, TwoViews.gateway(cloud.pod().linkPort(), JOIN, TwoViews.gatewayRevision("r1", "0.05")));
        int port = gateway.pod().linkPort();
        view0 = pod("view0", 0, TwoViews.cameras(port, "r1"));
        view1 = pod("view1", 0, TwoViews.cameras(port, "r1"));
        for (RunningPod pod : List.of(gateway, view0, view1)) {
            pod.awaitReady().awaitConnected();
        }
        cloud.awaitReady();
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

    private static Answered answer(CompletableFuture<Outcome> outcome) {
        return outcome.join().fold(answered -> answered, refused -> {
            throw new AssertionError("refused: " + refused);
        });
    }

    private static Refused refusal(CompletableFuture<Outcome> outcome) {
        return outcome.join()
                .fold(
                        answered -> {
                            throw new AssertionError("answered: " + answered);
                        },
                        refused -> refused);
    }

    @Test
    void aClearSampleIsAnsweredAtTheGateway() {
        // When
        var first = view0.send("s1", 0, BRIGHT);
        var second = view1.send("s1", 1, BRIGHT);

        // Then
        for (Answered answer : List.of(answer(first), answer(second))) {
            assertThat(answer.exit()).isEqualTo("gateway");
            assertThat(answer.logits()).containsExactly(8, -8);
            assertThat(answer.present()).isEqualTo(0b11);
            assertThat(answer.revision()).isEqualTo("r1");
            assertThat(answer.degraded()).isEqualTo(DegradedReason.NOT_DEGRADED);
        }
    }

    @Test
    void anUnclearSampleIsAnsweredInTheCloud() {
        // When
        var first = view0.send("s1", 0, BRIGHT);
        var second = view1.send("s1", 1, DARK);

        // Then
        for (Answered answer : List.of(answer(first), answer(second))) {
            assertThat(answer.exit()).isEqualTo("cloud");
            assertThat(answer.logits()).containsExactly(1, 0);
            assertThat(answer.present()).isEqualTo(0b11);
            assertThat(answer.revision()).isEqualTo("r1");
        }
    }

    @Test
    void aViewThatDoesNotComeIsLeftOut() {
        // Given
        var notLong = new Join(50, 1);
        gateway.write(TwoViews.gateway(cloud.pod().linkPort(), notLong, TwoViews.gatewayRevision("r1", "0.05")));
        Await.until(
                "the gateway does not wait for long",
                () -> notLong.equals(
                        gateway.pod().held().current().orElseThrow().config().join()));

        // When
        var answer = answer(view0.send("s1", 0, DARK));

        // Then
        assertThat(answer.logits()).containsExactly(-4, 4);
        assertThat(answer.present()).isEqualTo(0b01);
        assertThat(answer.degraded()).isEqualTo(DegradedReason.FEW_BRANCHES);
    }

    @Test
    void withoutTheCloudTheGatewayAnswersDegraded() {
        // Given
        cloud.close();
        Await.until("the gateway has noticed", () -> !gateway.pod().nextConnected());

        // When
        view0.send("s1", 0, BRIGHT);
        var answer = answer(view1.send("s1", 1, DARK));

        // Then
        assertThat(answer.exit()).isEqualTo("gateway");
        assertThat(answer.degraded()).isEqualTo(DegradedReason.UPSTREAM_LOST);
    }

    @Test
    void withoutTheGatewayTheRefusalNamesIt() {
        // Given
        gateway.close();
        Await.until("the camera has noticed", () -> !view0.pod().nextConnected());

        // When
        var refusal = refusal(view0.send("s1", 0, BRIGHT));

        // Then
        assertThat(refusal.section()).isEqualTo("gateway");
        assertThat(refusal.code()).isEqualTo(RefusalCode.UPSTREAM_UNREACHABLE);
        assertThat(refusal.message()).isEqualTo("section 'gateway' cannot be reached from section 'camera'");
    }

    @Test
    void aNewThresholdReachesRunningPodsWithoutARefusal() {
        // Given: samples flow all the time, each a bit unclear
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        Runnable sendSome = () -> sendUnclear(outcomes);
        sendSome.run();
        var strict = TwoViews.gatewayRevision("r1", "0.05");
        var lax = TwoViews.gatewayRevision("r2", "1");

        // When: top section first, then it is answered with, then the old one leaves from the bottom
        cloud.write(TwoViews.cloud("r1", "r2"));
        Await.until("cloud holds r2", () -> holds(cloud, "r2"));
        gateway.write(TwoViews.gateway(cloud.pod().linkPort(), JOIN, strict, lax));
        Await.until("gateway holds r2", () -> holds(gateway, "r2"));
        sendSome.run();
        for (RunningPod camera : List.of(view0, view1)) {
            camera.write(TwoViews.cameras(gateway.pod().linkPort(), "r1", "r2"));
        }
        sendSome.run();
        gateway.write(TwoViews.gateway(cloud.pod().linkPort(), JOIN, lax, strict));
        Await.until("gateway answers r2", () -> answering(gateway).equals("r2"));
        Await.until("cameras hold r2", () -> holds(view0, "r2") && holds(view1, "r2"));
        sendSome.run();
        var last = answer(outcomes.get(outcomes.size() - 1));

        // Then
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.join().isAnswer()).isTrue());
        assertThat(answer(outcomes.get(0)).exit()).isEqualTo("cloud");
        assertThat(last.exit()).isEqualTo("gateway");
        assertThat(last.revision()).isEqualTo("r2");
        assertThat(hub.fetches()).isEqualTo(4);
    }

    private void sendUnclear(List<CompletableFuture<Outcome>> outcomes) {
        byte[] half = {-1, -1, -1, 0};
        for (int i = 0; i < 20; i++) {
            var id = "s" + outcomes.size();
            outcomes.add(view0.send(id, 0, half));
            outcomes.add(view1.send(id, 1, DARK));
        }
        outcomes.forEach(CompletableFuture::join);
    }

    private static boolean holds(RunningPod pod, String revision) {
        return pod.pod().held().current().orElseThrow().find(revision).isPresent();
    }

    private static String answering(RunningPod pod) {
        return pod.pod().held().current().orElseThrow().config().answering();
    }

    @Test
    void reportsGoHome() {
        // When
        view0.send("s1", 0, BRIGHT);
        view1.send("s1", 1, BRIGHT).join();

        // Then
        Await.until(
                "four pods have reported a loaded revision",
                () -> hub.reports().stream()
                                .filter(report -> report.revisions().stream()
                                        .anyMatch(state -> state.state().name().equals("Loaded")))
                                .map(report -> report.pod())
                                .distinct()
                                .count()
                        == 4);
    }
}

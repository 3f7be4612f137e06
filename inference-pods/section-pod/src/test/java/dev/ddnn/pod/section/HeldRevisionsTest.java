package dev.ddnn.pod.section;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.pod.testing.FakeHub;
import dev.ddnn.pod.testing.ManualTimer;
import dev.ddnn.pod.testing.Pods;
import dev.ddnn.pod.testing.TwoViews;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldRevisionsTest {
    private static final String DIGEST = TwoViews.digest(TwoViews.cloud());

    @TempDir
    Path directory;

    private final ManualTimer timer = new ManualTimer();
    private FakeHub hub;
    private Map<String, float[]> outputs = Map.of("cloud/logits", new float[2]);

    @BeforeEach
    void start() {
        hub = new FakeHub(new HashMap<>());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private HeldRevisions held() {
        return Pods.held(directory, hub, timer, inputs -> outputs);
    }

    private static State state(HeldRevisions held, String revision) {
        return held.report().stream()
                .filter(one -> one.revision().equals(revision))
                .findFirst()
                .map(RevisionState::state)
                .orElse(null);
    }

    @Test
    void revisionsWithTheSameDigestShareOneSection() {
        // Given
        hub.put(DIGEST, TwoViews.cloud());
        var held = held();

        // When
        held.follow(TwoViews.cloud("r1", "r2"));

        // Then
        assertThat(state(held, "r1")).isEqualTo(State.Loaded);
        assertThat(state(held, "r2")).isEqualTo(State.Loaded);
        assertThat(hub.fetches()).isEqualTo(1);
        var now = held.current().orElseThrow();
        assertThat(now.listed().get(0).section()).isSameAs(now.listed().get(1).section());
        assertThat(now.ready()).isTrue();
    }

    @Test
    void aFailedRevisionIsTriedAgain() {
        // Given
        var held = held();
        held.follow(TwoViews.cloud("r1"));
        assertThat(held.report())
                .containsExactly(new RevisionState(
                        "r1",
                        DIGEST,
                        State.Failed,
                        "hub answered 404 for section " + DIGEST + ": {\"error\":\"not held\"}"));

        // When
        hub.put(DIGEST, TwoViews.cloud());
        timer.advance(Duration.ofSeconds(1));

        // Then
        assertThat(state(held, "r1")).isEqualTo(State.Loaded);
    }

    @Test
    void aSectionThatRunsIntoAnErrorIsSaidAndTriedAgain() {
        // Given
        hub.put(DIGEST, TwoViews.cloud());
        var error = new AtomicReference<Error>(new OutOfMemoryError());
        var held = Pods.heldBy(directory, hub, timer, file -> {
            if (error.get() != null) {
                throw error.get();
            }
            return new Pods.FakeSectionExecutor(inputs -> outputs);
        });
        held.follow(TwoViews.cloud("r1"));
        assertThat(held.report())
                .containsExactly(new RevisionState("r1", DIGEST, State.Failed, "java.lang.OutOfMemoryError"));

        // When
        error.set(null);
        timer.advance(Duration.ofSeconds(1));

        // Then
        assertThat(state(held, "r1")).isEqualTo(State.Loaded);
    }

    @Test
    void otherBytesThanTheDigestSaysAreRefused() {
        // Given
        var other = TwoViews.gateway();
        hub.put(DIGEST, other);
        var held = held();

        // When
        held.follow(TwoViews.cloud("r1"));

        // Then
        assertThat(held.report().get(0).message())
                .isEqualTo("hub gave other bytes for section " + DIGEST + ": they have the digest "
                        + TwoViews.digest(other));
    }

    @Test
    void startsFromTheCacheWithoutTheHub() {
        // Given
        hub.put(DIGEST, TwoViews.cloud());
        held().follow(TwoViews.cloud("r1"));
        hub.close();

        // When
        var later = held();
        later.follow(TwoViews.cloud("r1"));

        // Then
        assertThat(state(later, "r1")).isEqualTo(State.Loaded);
    }

    @Test
    void aDamagedCacheIsNoticed() throws Exception {
        // Given
        hub.put(DIGEST, TwoViews.cloud());
        held().follow(TwoViews.cloud("r1"));
        var file = directory.resolve("cache").resolve(DIGEST.substring("sha256:".length()) + ".onnx");
        Files.write(file, new byte[] {1, 2, 3});

        // When
        var later = held();
        later.follow(TwoViews.cloud("r1"));

        // Then
        assertThat(state(later, "r1")).isEqualTo(State.Loaded);
        assertThat(Files.readAllBytes(file)).isEqualTo(TwoViews.cloud());
    }

    @Test
    void aSectionThatDoesNotComputeItsOutputsIsRefused() {
        // Given
        hub.put(TwoViews.digest(TwoViews.gateway()), TwoViews.gateway());
        outputs = Map.of("gateway/logits", new float[2]);
        var held = held();

        // When
        held.follow(TwoViews.gateway(1, null, TwoViews.gatewayRevision("r1", "0.5")));

        // Then
        assertThat(held.report().get(0).message()).isEqualTo("the section's file does not compute 'gateway/features'");
    }

    @Test
    void aRevisionThatIsListedNoMoreStaysUntilNoSampleCanCarryIt() {
        // Given
        hub.put(DIGEST, TwoViews.cloud());
        var held = held();
        held.follow(TwoViews.cloud("r1", "r2"));

        // When
        held.follow(TwoViews.cloud("r2"));

        // Then
        assertThat(state(held, "r1")).isEqualTo(State.Loaded);
        timer.advance(Duration.ofMillis(2 * TwoViews.DEADLINE_MILLIS - 1));
        assertThat(state(held, "r1")).isEqualTo(State.Loaded);
        timer.advance(Duration.ofMillis(1));
        assertThat(state(held, "r1")).isNull();
        assertThat(state(held, "r2")).isEqualTo(State.Loaded);
    }
}

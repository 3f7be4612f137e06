package dev.ddnn.pod.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.Join;
import dev.ddnn.contract.section.SectionConfig.OnUpstreamLoss;
import dev.ddnn.pod.forward.UpwardSample;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.section.NamedTensor;
import dev.ddnn.pod.telemetry.FlowMetrics;
import dev.ddnn.pod.testing.FakeHub;
import dev.ddnn.pod.testing.ManualTimer;
import dev.ddnn.pod.testing.Pods;
import dev.ddnn.pod.testing.TwoViews;
import dev.ddnn.pod.time.Deadline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that joins two cameras, without engine, sockets or waiting. */
class SectionFlowTest {
    private static final byte[] ALL_PLUS = {0b1111};

    @TempDir
    Path directory;

    private final ManualTimer timer = new ManualTimer();
    private final FlowMetrics metrics = new FlowMetrics(new SimpleMeterRegistry());
    private final List<UpwardSample> sent = new ArrayList<>();
    private final List<Consumer<Outcome>> above = new ArrayList<>();
    private final List<Outcome> verdicts = new ArrayList<>();
    private final Map<String, float[]> inputs = new HashMap<>();
    private float[] logits = {0, 0};
    private Runnable before = () -> {};
    private FakeHub hub;
    private HeldRevisions held;
    private SectionFlow flow;

    @BeforeEach
    void start() {
        hub = new FakeHub(TwoViews.files());
        held = Pods.held(directory, hub, timer, this::compute);
        var tools = Pods.tools(
                timer,
                (sample, outcome) -> {
                    sent.add(sample);
                    above.add(outcome);
                },
                metrics);
        flow = new SectionFlow(() -> "gateway", held, tools, Pods.places(2), branch -> false);
        follow(OnUpstreamLoss.AnswerLocally);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void follow(OnUpstreamLoss loss) {
        var config = TwoViews.gateway(
                1, new Join(50, 1), TwoViews.gatewayRevision("r1", "0.5"), TwoViews.gatewayRevision("r2", "0.9"));
        held.follow(new SectionConfig(
                config.namespace(),
                config.ddnn(),
                config.section(),
                "r1",
                config.revisions(),
                300,
                loss,
                config.join(),
                config.next()));
    }

    private Map<String, float[]> compute(List<NamedTensor> tensors) {
        for (NamedTensor tensor : tensors) {
            var values = (FloatBuffer) tensor.values();
            var copy = new float[values.remaining()];
            values.duplicate().get(copy);
            inputs.put(tensor.name(), copy);
        }
        before.run();
        return Map.of("gateway/logits", logits, "gateway/features", new float[] {1, -1, 1, -1, 1, -1, 1, -1});
    }

    private void part(int view, String sample, String... revisions) {
        flow.accept(
                new Part(
                        "view" + view,
                        sample,
                        List.of(revisions),
                        1 << view,
                        List.of(ALL_PLUS),
                        Deadline.in(timer, Duration.ofMillis(300))),
                verdicts::add);
    }

    private void sample(String... revisions) {
        part(0, "s", revisions);
        part(1, "s", revisions);
    }

    private Answered answer() {
        return verdicts.get(0).fold(answered -> answered, refused -> {
            throw new AssertionError(refused.toString());
        });
    }

    private Refused refusal() {
        return verdicts.get(0)
                .fold(
                        answered -> {
                            throw new AssertionError(answered.toString());
                        },
                        refused -> refused);
    }

    @Test
    void aClearSampleIsAnsweredHere() {
        // Given
        logits = new float[] {8, -8};

        // When
        sample("r1");

        // Then
        assertThat(answer().exit()).isEqualTo("gateway");
        assertThat(answer().degraded()).isEqualTo(DegradedReason.NOT_DEGRADED);
        assertThat(verdicts).hasSize(2).containsOnly(answer());
        assertThat(sent).isEmpty();
        assertThat(metrics.samples().received()).isEqualTo(1);
        assertThat(metrics.samples().answeredHere()).isEqualTo(1);
    }

    @Test
    void anUnclearSampleGoesUpWithOneRevision() {
        // When
        sample("r1", "r2");

        // Then
        assertThat(verdicts).isEmpty();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).revisions()).containsExactly("r1");
        assertThat(sent.get(0).tensors().get(TwoViews.BOTH).get(0)).containsExactly(0b01010101);
    }

    @Test
    void theAnswerFromAboveIsPassedOn() {
        // Given
        sample("r1");
        var answer = new Answered("cloud", new float[] {1, 0}, 1, "r1", 0b11, DegradedReason.NOT_DEGRADED);

        // When
        above.get(0).accept(answer);

        // Then
        assertThat(verdicts).containsExactly(answer, answer);
        assertThat(metrics.samples().forwarded()).isEqualTo(1);
    }

    @Test
    void withoutAnAnswerInTimeTheExitHereAnswersDegraded() {
        // Given
        sample("r1");

        // When
        above.get(0).accept(new Refused("cloud", RefusalCode.DEADLINE_EXCEEDED, "late"));

        // Then
        assertThat(answer().exit()).isEqualTo("gateway");
        assertThat(answer().degraded()).isEqualTo(DegradedReason.DEADLINE);
        assertThat(metrics.samples().degraded()).isEqualTo(1);
        assertThat(metrics.samples().answeredHere()).isEqualTo(1);
    }

    @Test
    void withFailTheRefusalNamesTheHop() {
        // Given
        follow(OnUpstreamLoss.Fail);
        sample("r1");

        // When
        above.get(0).accept(new Refused("cloud", RefusalCode.UPSTREAM_UNREACHABLE, "gone"));

        // Then
        assertThat(refusal()).isEqualTo(new Refused("cloud", RefusalCode.UPSTREAM_UNREACHABLE, "gone"));
        assertThat(metrics.samples().refused()).containsOnly(Map.entry("UPSTREAM_UNREACHABLE", 1L));
    }

    @Test
    void anAbsentViewIsZerosAndSaidToTheModel() {
        // Given
        logits = new float[] {8, -8};

        // When
        part(1, "s", "r1");
        timer.advance(Duration.ofMillis(50));

        // Then
        assertThat(inputs.get("view0/features")).containsExactly(0, 0, 0, 0);
        assertThat(inputs.get("view1/features")).containsExactly(1, 1, 1, 1);
        assertThat(inputs.get("present")).containsExactly(0, 1);
        assertThat(answer().present()).isEqualTo(0b10);
        assertThat(answer().degraded()).isEqualTo(DegradedReason.FEW_BRANCHES);
    }

    @Test
    void takesAnotherRevisionIfNotAllPartsCarryTheAnsweringOne() {
        // When
        part(0, "s", "r1", "r2");
        part(1, "s", "r2");

        // Then
        assertThat(sent.get(0).revisions()).containsExactly("r2");
    }

    @Test
    void ofPartsWithoutACommonRevisionOneIsAsGoodAsNone() {
        // When
        part(0, "s", "r1");
        part(1, "s", "r2");

        // Then
        assertThat(sent.get(0).revisions()).containsExactly("r1");
        assertThat(sent.get(0).present()).isEqualTo(0b01);
        assertThat(inputs.get("view1/features")).containsExactly(0, 0, 0, 0);
    }

    @Test
    void refusesARevisionThatIsNotHeld() {
        // When
        sample("r9");

        // Then
        assertThat(refusal())
                .isEqualTo(new Refused(
                        "gateway",
                        RefusalCode.REVISION_NOT_HELD,
                        "section 'gateway' holds [r1, r2]; the sample carries [r9]"));
    }

    @Test
    void refusesTensorsOfTheWrongSize() {
        // When
        var deadline = Deadline.in(timer, Duration.ofMillis(300));
        flow.accept(new Part("view0", "s", List.of("r1"), 1, List.of(new byte[3]), deadline), verdicts::add);
        timer.advance(Duration.ofMillis(50));

        // Then
        assertThat(refusal().code()).isEqualTo(RefusalCode.INVALID);
    }

    @Test
    void anErrorIsAnOutcomeToo() {
        // Given
        before = () -> {
            throw new OutOfMemoryError("no memory is left");
        };

        // When
        sample("r1");

        // Then
        assertThat(verdicts).hasSize(2).containsOnly(new Refused("gateway", RefusalCode.INTERNAL, "no memory is left"));
    }

    @Test
    void refusesABranchThatIsNotBelow() {
        // When
        part(7, "s", "r1");

        // Then
        assertThat(refusal())
                .isEqualTo(new Refused(
                        "gateway",
                        RefusalCode.INVALID,
                        "section 'gateway' takes parts from [view0, view1]; found 'view7'"));
    }
}

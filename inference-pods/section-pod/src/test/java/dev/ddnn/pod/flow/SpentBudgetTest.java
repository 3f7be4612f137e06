package dev.ddnn.pod.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.OnUpstreamLoss;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.contract.section.SectionConfig.UplinkUse;
import dev.ddnn.pod.forward.UpwardSample;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Part;
import dev.ddnn.pod.sample.Variant;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.telemetry.FlowMetrics;
import dev.ddnn.pod.telemetry.RevisionTallies;
import dev.ddnn.pod.testing.FakeHub;
import dev.ddnn.pod.testing.LetterModels;
import dev.ddnn.pod.testing.ManualTimer;
import dev.ddnn.pod.testing.Pods;
import dev.ddnn.pod.time.Deadline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway when the budget of bytes above it is used up, and when it is not. */
class SpentBudgetTest {
    private static final int SAMPLES = 500;
    private static final Rollout HALF_WAY = new Rollout("B@2", "B", 100, 50);

    @TempDir
    Path directory;

    private final ManualTimer timer = new ManualTimer();
    private final RevisionTallies tallies = new RevisionTallies();
    private final FlowMetrics metrics = new FlowMetrics(new SimpleMeterRegistry());
    private final Map<String, byte[][]> views = new HashMap<>();
    private int sentUp;
    private FakeHub hub;
    private HeldRevisions held;
    private SectionFlow flow;

    @BeforeEach
    void start() {
        hub = new FakeHub(LetterModels.files());
        held = Pods.heldBy(directory, hub, timer, LetterModels::load);
        var tools = new FlowTools(timer, Runnable::run, Runnable::run, this::cloud, metrics, tallies);
        flow = new SectionFlow(() -> "gateway", held, tools, Pods.places(8), branch -> false);
        var random = new Random(11);
        for (int i = 0; i < SAMPLES; i++) {
            var bytes = new byte[2][4];
            random.nextBytes(bytes[0]);
            random.nextBytes(bytes[1]);
            views.put("s" + i, bytes);
        }
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void follow(SectionConfig config) {
        tallies.follow(config);
        held.follow(config);
    }

    private static SectionConfig gateway(@Nullable UplinkUse use) {
        return LetterModels.config("gateway", List.of("A2"), null).with(use);
    }

    private void cloud(UpwardSample sample, Consumer<Outcome> outcome) {
        sentUp++;
        String revision = sample.revisions().get(0);
        var logits = LetterModels.expected(revision, "cloud", sample.present(), views.get(sample.sample()));
        outcome.accept(new Answered("cloud", logits, 1, revision, sample.present(), DegradedReason.NOT_DEGRADED));
    }

    /** Gives every sample to the gateway once; of every third the second view is missing. */
    private Map<String, Answered> answers() {
        var answers = new HashMap<String, Answered>();
        for (int i = 0; i < SAMPLES; i++) {
            String id = "s" + i;
            send(0, id, answers);
            if (i % 3 != 0) {
                send(1, id, answers);
            }
            timer.advance(Duration.ofMillis(50));
        }
        timer.advance(Duration.ofSeconds(2));
        assertThat(answers).hasSize(SAMPLES);
        return answers;
    }

    private void send(int view, String id, Map<String, Answered> answers) {
        byte[] bytes = views.get(id)[view];
        var part = new Part(
                "view" + view,
                id,
                List.of("A", "A2"),
                1 << view,
                List.of(features("A", bytes)),
                Deadline.in(timer, Duration.ofMillis(300)),
                new Variant(List.of("B"), 1 << view, List.of(features("B", bytes))),
                false);
        flow.accept(
                part,
                outcome -> outcome.fold(answered -> answers.put(id, answered), refused -> {
                    throw new AssertionError(refused.toString());
                }));
    }

    private static byte[] features(String revision, byte[] bytes) {
        var values = LetterModels.features(revision, bytes);
        var buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    @Test
    void nothingGoesUpAndWhatWouldHaveSaysBudget() {
        // Given
        follow(gateway(null));
        var before = answers();
        int unsure = sentUp;
        assertThat(unsure).isBetween(1, SAMPLES - 1);

        // When
        follow(gateway(UplinkUse.LocalExitOnly));
        var spent = answers();

        // Then
        assertThat(sentUp).isEqualTo(unsure);
        spent.forEach((id, answer) -> {
            assertThat(answer.exit()).isEqualTo("gateway");
            assertThat(answer.logits())
                    .isEqualTo(LetterModels.expected("A2", "gateway", answer.present(), views.get(id)));
            var then = before.get(id);
            boolean sure = then.exit().equals("gateway");
            assertThat(answer.degraded()).isEqualTo(sure ? then.degraded() : DegradedReason.BUDGET);
        });
        assertThat(metrics.samples().degradedBy()).containsEntry("budget", (long) unsure);

        // When
        follow(gateway(null));
        var after = answers();

        // Then
        assertThat(sentUp).isEqualTo(2 * unsure);
        after.forEach((id, answer) ->
                assertThat(answer.degraded()).as(id).isEqualTo(before.get(id).degraded()));
        assertThat(metrics.samples().degradedBy()).containsEntry("budget", (long) unsure);
    }

    @Test
    void aRevisionWithoutAnExitHereSendsUpAsEver() {
        // Given
        var config = gateway(UplinkUse.LocalExitOnly);
        follow(with(config, withoutExit(config.revisions().get(0)), config.onUpstreamLoss()));

        // When
        var answers = answers();

        // Then
        assertThat(answers.values()).extracting(Answered::exit).containsOnly("cloud");
        assertThat(sentUp).isEqualTo(SAMPLES);
        assertThat(metrics.samples().degradedBy()).isEmpty();
    }

    @Test
    void whatIsWantedWhenTheCloudIsLostDoesNotMatter() {
        // Given
        var config = gateway(UplinkUse.LocalExitOnly);
        follow(with(config, config.revisions().get(0), OnUpstreamLoss.Fail));

        // When
        var answers = answers();

        // Then
        assertThat(answers.values()).extracting(Answered::exit).containsOnly("gateway");
        assertThat(sentUp).isZero();
    }

    @Test
    void aRolloutIsNotJudgedByIt() {
        // Given
        follow(LetterModels.config("gateway", List.of("A", "B"), HALF_WAY));
        answers();
        var counts = tallies.rolloutReport();
        int before = sentUp;

        // When
        follow(LetterModels.config("gateway", List.of("A", "B"), HALF_WAY).with(UplinkUse.LocalExitOnly));
        var answers = answers();

        // Then
        assertThat(answers.values()).extracting(Answered::revision).contains("A", "B");
        assertThat(sentUp).isEqualTo(before);
        assertThat(tallies.rolloutReport()).isEqualTo(counts);
        assertThat(tallies.answered()).containsKeys("gateway", "cloud");
    }

    private static HeldRevision withoutExit(HeldRevision held) {
        return new HeldRevision(
                held.name(), held.modelDigest(), held.views(), held.role(), held.branches(), null, held.exits());
    }

    private static SectionConfig with(SectionConfig config, HeldRevision revision, OnUpstreamLoss loss) {
        return new SectionConfig(
                config.namespace(),
                config.ddnn(),
                config.section(),
                config.answering(),
                List.of(revision),
                config.deadlineMillis(),
                loss,
                config.join(),
                config.next(),
                config.rollout(),
                config.uplink());
    }
}

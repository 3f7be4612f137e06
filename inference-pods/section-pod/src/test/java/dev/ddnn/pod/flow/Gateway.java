package dev.ddnn.pod.flow;

import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.section.SectionConfig;
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
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The letter models' gateway, fed by two views, below a cloud that answers as its part of a sample's revision does. */
final class Gateway implements AutoCloseable {
    final ManualTimer timer = new ManualTimer();
    final RevisionTallies tallies = new RevisionTallies();
    final FlowMetrics metrics = new FlowMetrics(new SimpleMeterRegistry());
    final FakeHub hub = new FakeHub(LetterModels.files());
    final HeldRevisions held;

    private final Map<String, byte[][]> views = new HashMap<>();
    private final SectionFlow flow;
    private Executor spare = Runnable::run;
    private int sentUp;

    Gateway(Path directory) {
        held = Pods.heldBy(directory, hub, timer, LetterModels::load);
        var tools = new FlowTools(timer, Runnable::run, action -> spare.execute(action), this::cloud, metrics, tallies);
        flow = new SectionFlow(() -> "gateway", held, tools, Pods.places(8), branch -> false);
    }

    void follow(SectionConfig config) {
        tallies.follow(config);
        held.follow(config);
    }

    /** Where it compares revisions; at first on the thread of the sample. */
    void compareOn(Executor executor) {
        spare = executor;
    }

    /** How many samples went to the cloud. */
    int sentUp() {
        return sentUp;
    }

    /** Makes a sample. */
    void see(String id, Random random) {
        var bytes = new byte[2][4];
        random.nextBytes(bytes[0]);
        random.nextBytes(bytes[1]);
        views.put(id, bytes);
    }

    /**
     * Sends one view of a sample, whose answer is kept.
     *
     * @param revisions which share the section below; the first computes it
     * @param compared whether revision B computed it as well
     */
    void send(int view, String id, List<String> revisions, boolean compared, Map<String, Answered> answers) {
        byte[] bytes = bytes(id)[view];
        var part = new Part(
                "view" + view,
                id,
                revisions,
                1 << view,
                List.of(features(revisions.get(0), bytes)),
                Deadline.in(timer, Duration.ofMillis(300)),
                compared ? new Variant(List.of("B"), 1 << view, List.of(features("B", bytes))) : null,
                false);
        flow.accept(
                part,
                outcome -> outcome.fold(answered -> answers.put(id, answered), refused -> {
                    throw new AssertionError(refused.toString());
                }));
    }

    /** What the uncut model of the revision gives for a sample. */
    float[] expected(String revision, String exit, int present, String id) {
        return LetterModels.expected(revision, exit, present, bytes(id));
    }

    private byte[][] bytes(String id) {
        return views.get(id);
    }

    private void cloud(UpwardSample sample, Consumer<Outcome> outcome) {
        sentUp++;
        String revision = sample.revisions().get(0);
        var logits = expected(revision, "cloud", sample.present(), sample.sample());
        outcome.accept(new Answered("cloud", logits, 1, revision, sample.present(), DegradedReason.NOT_DEGRADED));
    }

    private static byte[] features(String revision, byte[] bytes) {
        var values = LetterModels.features(revision, bytes);
        var buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    @Override
    public void close() {
        hub.close();
    }
}

package dev.ddnn.pod.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.link.DegradedReason;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.Address;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Next;
import dev.ddnn.contract.section.SectionConfig.OnUpstreamLoss;
import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.graph.ElementType;
import dev.ddnn.pod.flow.SectionFlow;
import dev.ddnn.pod.forward.UpwardSample;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.telemetry.FlowMetrics;
import dev.ddnn.pod.testing.FakeHub;
import dev.ddnn.pod.testing.ManualTimer;
import dev.ddnn.pod.testing.Pods;
import dev.ddnn.pod.testing.TwoViews;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that has all of a sample, below one section of one branch or of two. */
class FanOutTest {
    private static final String REQUEST =
            "{\"id\":\"s1\",\"inputs\":[{\"name\":\"view0\",\"datatype\":\"UINT8\",\"shape\":[1,4],\"data\":[0,1,2,255]}]}";

    @TempDir
    Path directory;

    private final ManualTimer timer = new ManualTimer();
    private final List<UpwardSample> sent = new ArrayList<>();
    private final List<InferReply> replies = new ArrayList<>();

    @Test
    void whereTheWaysPartTheIdSaysWhichPodItIsOf() {
        // When
        send("a", "b");

        // Then: the client's own id is what it gets back
        assertThat(sent).extracting(UpwardSample::sample).containsExactly("camera-x7/s1");
        assertThat(replies.get(0).text()).contains("\"id\":\"s1\"");
    }

    @Test
    void onASingleWayItStaysShort() {
        // When
        send("a");

        // Then
        assertThat(sent).extracting(UpwardSample::sample).containsExactly("s1");
    }

    private void send(String... branchesAbove) {
        try (var hub = new FakeHub(TwoViews.files())) {
            var held =
                    Pods.held(directory, hub, timer, tensors -> Map.of("view0/features", new float[] {1, -1, 1, -1}));
            held.follow(config(branchesAbove));
            var tools = Pods.tools(
                    timer,
                    (sample, outcome) -> {
                        sent.add(sample);
                        outcome.accept(
                                new Answered("cloud", new float[] {1, 0}, 1, "r1", 1, DegradedReason.NOT_DEGRADED));
                    },
                    new FlowMetrics(new SimpleMeterRegistry()));
            var flow = new SectionFlow(() -> "camera", held, tools, Pods.places(2), branch -> false);
            new InferenceEndpoint("camera-x7", held, flow, timer)
                    .infer("tiny", REQUEST.getBytes(StandardCharsets.UTF_8), null, replies::add);
        }
    }

    private static SectionConfig config(String... branchesAbove) {
        var view = new Port("view0", ElementType.Uint8, List.of(1L, 4L), null, List.of());
        var features = new Port(
                "view0/features", ElementType.Float32, List.of(1L, 4L), Encoding.Binary, List.of(branchesAbove));
        byte[] file = TwoViews.camera("view0");
        var branch = new BranchCut(
                "view0", List.of("view0"), TwoViews.digest(file), file.length, List.of(view), List.of(features), null);
        var revision = new HeldRevision(
                "r1", "sha256:model", List.of("view0"), SectionRole.Deciding, List.of(branch), null, List.of());
        var above = Stream.of(branchesAbove)
                .map(name -> new Address(name, "127.0.0.1", 1))
                .toList();
        return new SectionConfig(
                "city",
                "tiny",
                "camera",
                "r1",
                List.of(revision),
                2000,
                OnUpstreamLoss.AnswerLocally,
                null,
                new Next("above", above));
    }
}

package dev.ddnn.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ddnn.model.graph.ElementType;
import dev.ddnn.pod.sample.Answered;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.section.NamedTensor;
import dev.ddnn.pod.section.SectionModel;
import dev.ddnn.pod.testing.Digits;
import dev.ddnn.pod.testing.FakeHub;
import dev.ddnn.pod.testing.RunningPod;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Six cameras, a gateway and a cloud serve the example's model, cut by the model library, as the uncut file would. */
@Timeout(600)
class DigitsPodsTest {
    private static final int SAMPLES = 300;

    @TempDir
    Path directory;

    private final List<RunningPod> pods = new ArrayList<>();

    @Test
    void theCutModelAnswersAsTheUncutOne() throws Exception {
        // Given
        var digits = new Digits();
        var images = Digits.images(SAMPLES);
        try (FakeHub hub = new FakeHub(digits.files());
                SectionModel uncut = SectionModel.load(Digits.MODEL)) {
            var cameras = start(digits, hub);

            // When
            var outcomes = new ArrayList<List<CompletableFuture<Outcome>>>();
            for (int i = 0; i < SAMPLES; i++) {
                outcomes.add(send(cameras, i, images[i]));
                if (i >= 20) {
                    outcomes.get(i - 20).forEach(CompletableFuture::join);
                }
            }

            // Then
            for (int i = 0; i < SAMPLES; i++) {
                var expected = uncut.run(inputs(images[i]));
                outcomes.get(i).forEach(outcome -> assertSame(answer(outcome), expected));
            }
            var exits = outcomes.stream().map(six -> answer(six.get(0)).exit()).toList();
            assertThat(exits).contains("gateway", "cloud");
        } finally {
            pods.forEach(RunningPod::close);
        }
    }

    private List<RunningPod> start(Digits digits, FakeHub hub) {
        var cloud = pod(hub, digits.branch(2), digits.config(2, "", 0));
        var gateway = pod(
                hub, digits.branch(1), digits.config(1, "127.0.0.1", cloud.pod().linkPort()));
        var cameras = new ArrayList<RunningPod>();
        for (int view = 0; view < 6; view++) {
            cameras.add(pod(
                    hub,
                    "view" + view,
                    digits.config(0, "127.0.0.1", gateway.pod().linkPort())));
        }
        cloud.awaitReady();
        gateway.awaitReady().awaitConnected();
        cameras.forEach(camera -> camera.awaitReady().awaitConnected());
        return cameras;
    }

    private RunningPod pod(FakeHub hub, String branch, dev.ddnn.contract.section.SectionConfig config) {
        var pod = new RunningPod(directory, hub.address(), branch, 0, config);
        pods.add(pod);
        return pod;
    }

    private static List<CompletableFuture<Outcome>> send(List<RunningPod> cameras, int sample, byte[] image) {
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (int view = 0; view < 6; view++) {
            outcomes.add(cameras.get(view).send("sample-" + sample, view, Digits.view(image, view)));
        }
        return outcomes;
    }

    private static List<NamedTensor> inputs(byte[] image) {
        var inputs = new ArrayList<NamedTensor>();
        for (int view = 0; view < 6; view++) {
            var pixels = ByteBuffer.wrap(Digits.view(image, view));
            inputs.add(new NamedTensor("view" + view, ElementType.Uint8, List.of(1L, 1L, 14L, 10L), pixels));
        }
        var all = FloatBuffer.wrap(new float[] {1, 1, 1, 1, 1, 1});
        inputs.add(new NamedTensor("present", ElementType.Float32, List.of(1L, 6L), all));
        return inputs;
    }

    private static Answered answer(CompletableFuture<Outcome> outcome) {
        return outcome.join().fold(answered -> answered, refused -> {
            throw new AssertionError("refused: " + refused);
        });
    }

    private static void assertSame(Answered answer, Map<String, float[]> uncut) {
        var expected = uncut.get(answer.exit() + "/logits");
        assertThat(answer.present()).isEqualTo(0b111111);
        assertThat(answer.logits()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(answer.logits()[i]).isCloseTo(expected[i], within(1e-4f));
        }
    }
}

package dev.ddnn.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtException;
import dev.ddnn.trainer.data.DigitSet;
import dev.ddnn.trainer.export.NetworkExport;
import dev.ddnn.trainer.net.DigitsNetwork;
import dev.ddnn.trainer.net.NetworkSpec;
import dev.ddnn.trainer.testing.Example;
import dev.ddnn.trainer.testing.OnnxOutputs;
import dev.ddnn.trainer.testing.OnnxRun;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The exported file computes what was trained: PyTorch with its norms against ONNX Runtime with folded ones, on real images.
 * Binarised values may only differ where the value before was within rounding of zero.
 */
class ParityTest {

    private static final NetworkSpec SPEC = DigitsNetwork.spec();
    private static final int IMAGES = 320;
    private static final float NEAR_ZERO = 1e-5f;

    private static TrainedNetwork network;
    private static DigitSet images;
    private static byte[] onnx;

    @BeforeAll
    static void train() throws IOException {
        images = Example.data("test").first(IMAGES);
        DigitSet training = Example.data("train").first(1024);
        network = new NetworkTrainer(SPEC, training, TrainingPlan.digits(3, 5), TrainingProgress.SILENT).train();
        onnx = NetworkExport.toOnnx(SPEC, network.weights(), "digits", Map.of());
    }

    @AfterAll
    static void free() {
        network.close();
    }

    @Test
    void bothExitsSayTheSameWithAllViews() throws OrtException {
        assertSameLogits(Example.without());
    }

    @Test
    void bothExitsSayTheSameWithViewsLost() throws OrtException {
        assertSameLogits(Example.without(1));
        assertSameLogits(Example.without(0, 2, 3, 5));
    }

    @Test
    void deviceFeaturesHaveTheSameSigns() throws OrtException {
        // Given
        byte[] more = OnnxOutputs.with(onnx, views(i -> "view" + i + "/conv2"), views(i -> "view" + i + "/features"));
        try (OnnxRun run = new OnnxRun(more)) {
            // When
            Map<String, float[][]> outputs = run.outputs(images, Example.without());
            float[][] trained = featuresByPyTorch();
            // Then
            for (int i = 0; i < IMAGES * 6; i++) {
                int view = i % 6;
                assertSameSigns(
                        trained[i],
                        outputs.get("view" + view + "/features")[i / 6],
                        outputs.get("view" + view + "/conv2")[i / 6]);
            }
        }
    }

    private static void assertSameSigns(float[] trained, float[] exported, float[] before) {
        assertThat(trained).hasSameSizeAs(exported);
        for (int i = 0; i < trained.length; i++) {
            if (Math.abs(before[i]) >= NEAR_ZERO) {
                assertThat(exported[i]).isEqualTo(trained[i]).isEqualTo(Math.signum(before[i]));
            }
        }
    }

    private static void assertSameLogits(boolean[] present) throws OrtException {
        byte[] more = OnnxOutputs.with(onnx, views(i -> "view" + i + "/conv2"), List.of("gateway/linear1"));
        try (OnnxRun run = new OnnxRun(more)) {
            var trained = network.logits(images, present);
            Map<String, float[][]> exported = run.outputs(images, present);
            int compared = 0;
            for (int i = 0; i < IMAGES; i++) {
                if (clear(exported, i)) {
                    compared++;
                    assertThat(exported.get("gateway/logits")[i]).containsExactly(trained.gateway()[i], within(1e-4f));
                    assertThat(exported.get("cloud/logits")[i]).containsExactly(trained.cloud()[i], within(1e-4f));
                }
            }
            assertThat(compared).isGreaterThanOrEqualTo(256);
        }
    }

    /** Whether no value before a binarisation is so near to zero that rounding may decide. */
    private static boolean clear(Map<String, float[][]> outputs, int image) {
        return outputs.entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith("/logits"))
                .noneMatch(entry -> anyNearZero(entry.getValue()[image]));
    }

    private static boolean anyNearZero(float[] values) {
        for (float value : values) {
            if (Math.abs(value) < NEAR_ZERO) {
                return true;
            }
        }
        return false;
    }

    private static float[][] featuresByPyTorch() {
        try (NDManager scope = network.manager().newSubManager()) {
            BatchBuffers batch = new BatchBuffers(SPEC, IMAGES);
            float[] image = new float[images.imageBytes()];
            for (int i = 0; i < IMAGES; i++) {
                SampleSource.scaled(images, i, image);
                batch.add(image, images.width(), Example.without(), images.label(i));
            }
            NDList inputs = batch.inputs(scope);
            NDArray features = LayerForward.run(
                    SPEC.device(),
                    inputs.get(0).reshape(-1, 1, 14, 10),
                    network.block().pass(new ParameterStore(scope, false), scope.getDevice(), false));
            float[] flat = features.toFloatArray();
            int length = SPEC.device().output().elements();
            return IntStream.range(0, IMAGES * 6)
                    .mapToObj(i -> Arrays.copyOfRange(flat, i * length, (i + 1) * length))
                    .toArray(float[][]::new);
        }
    }

    private static List<String> views(IntFunction<String> name) {
        return IntStream.range(0, 6).mapToObj(name).toList();
    }
}

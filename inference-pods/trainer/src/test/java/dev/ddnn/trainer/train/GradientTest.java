package dev.ddnn.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.ddnn.trainer.data.DigitSet;
import dev.ddnn.trainer.net.DigitsNetwork;
import dev.ddnn.trainer.net.NetworkSpec;
import dev.ddnn.trainer.testing.Example;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Gradients are right, also when the garbage collector runs between forward and backward pass: that is when memory which
 * the engine still needs would be gone.
 */
class GradientTest {

    private static final NetworkSpec SPEC = DigitsNetwork.spec();

    @Test
    void survivesAGarbageCollectionBeforeTheBackwardPass() throws IOException {
        // Given
        Map<String, float[]> expected = gradients(false);
        for (int round = 0; round < 5; round++) {
            // When
            Map<String, float[]> found = gradients(true);
            // Then
            expected.forEach(
                    (name, gradient) -> assertThat(found.get(name)).as(name).containsExactly(gradient));
        }
    }

    @Test
    void everyTrainedParameterGetsAGradient() throws IOException {
        gradients(false).forEach((name, gradient) -> {
            double length = 0;
            for (float part : gradient) {
                length += Math.abs(part);
            }
            assertThat(length).as(name).isPositive().isFinite();
        });
    }

    @Test
    void agreesWithTheSlopeOfTheLoss() throws IOException {
        // Given the last layer, behind which nothing is binarised
        String name = "cloud/linear3.bias";
        float gradient = gradients(false).get(name)[3];
        // When
        double step = 0.02;
        double slope = (loss(name, 3, step) - loss(name, 3, -step)) / (2 * step);
        // Then
        assertThat((double) gradient).isCloseTo(slope, within(1e-3));
    }

    private static Map<String, float[]> gradients(boolean collectGarbage) throws IOException {
        try (TrainedNetwork network = TrainedNetwork.untrained(SPEC, 3);
                NDManager manager = network.manager().newSubManager()) {
            try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                NDArray loss = loss(network, manager);
                if (collectGarbage) {
                    System.gc();
                    overwriteFreedMemory();
                }
                collector.backward(loss);
            }
            Map<String, float[]> gradients = new HashMap<>();
            network.block().trainedArrays().forEach((name, array) -> {
                try (NDArray gradient = array.getGradient()) {
                    gradients.put(name, gradient.toFloatArray());
                }
            });
            return gradients;
        }
    }

    /** Small blocks of native memory, filled with nonsense: what was freed is now something else. */
    private static void overwriteFreedMemory() {
        for (int i = 0; i < 2000; i++) {
            ByteBuffer block = ByteBuffer.allocateDirect(4 + i % 64);
            while (block.hasRemaining()) {
                block.put((byte) 0x55);
            }
        }
    }

    private static double loss(String parameter, int index, double change) throws IOException {
        try (TrainedNetwork network = TrainedNetwork.untrained(SPEC, 3);
                NDManager manager = network.manager().newSubManager()) {
            NDArray array = network.block().trainedArrays().get(parameter);
            float[] values = array.toFloatArray();
            values[index] += (float) change;
            array.set(values);
            return loss(network, manager).getFloat();
        }
    }

    private static NDArray loss(TrainedNetwork network, NDManager manager) throws IOException {
        DigitSet images = Example.data("calibration").first(32);
        BatchBuffers batch = new BatchBuffers(SPEC, images.size());
        float[] image = new float[images.imageBytes()];
        for (int i = 0; i < images.size(); i++) {
            SampleSource.scaled(images, i, image);
            batch.add(image, images.width(), Example.without(i % 6), images.label(i));
        }
        NDList logits = network.block().forward(new ParameterStore(manager, false), batch.inputs(manager), true);
        return JointLoss.of(logits, batch.oneHot(manager), network.block().constants());
    }
}

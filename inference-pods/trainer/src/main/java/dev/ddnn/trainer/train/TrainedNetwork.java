package dev.ddnn.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.ddnn.trainer.calibrate.ExitLogits;
import dev.ddnn.trainer.data.DigitSet;
import dev.ddnn.trainer.net.NetworkSpec;
import dev.ddnn.trainer.net.Weights;
import java.util.Arrays;

/** A network in the engine's memory: answers samples and gives its weights. Close it to free them. */
public final class TrainedNetwork implements AutoCloseable {

    private static final int BATCH = 250;

    private final NetworkSpec spec;
    private final NDManager manager;
    private final NetworkBlock block;
    private final BatchBuffers batch;

    private TrainedNetwork(NetworkSpec spec, NDManager manager, NetworkBlock block) {
        this.spec = spec;
        this.manager = manager;
        this.block = block;
        this.batch = new BatchBuffers(spec, BATCH);
    }

    /** A network with the first weights of a seed. */
    public static TrainedNetwork untrained(NetworkSpec spec, long seed) {
        NDManager manager = PyTorch.engine().newBaseManager();
        NetworkBlock block = new NetworkBlock(spec, seed);
        Shape views = new Shape(
                1, spec.grid().views(), spec.grid().viewHeight(), spec.grid().viewWidth());
        block.initialize(
                manager, DataType.FLOAT32, views, new Shape(1, spec.grid().views()));
        return new TrainedNetwork(spec, manager, block);
    }

    NDManager manager() {
        return manager;
    }

    NetworkBlock block() {
        return block;
    }

    /** A copy of all numbers. */
    public Weights weights() {
        return block.weights();
    }

    /**
     * What every exit says to every image.
     *
     * @param present which views are there, the same for all images
     */
    public ExitLogits logits(DigitSet images, boolean[] present) {
        float[][] gateway = new float[images.size()][];
        float[][] cloud = new float[images.size()][];
        float[] image = new float[images.imageBytes()];
        for (int from = 0; from < images.size(); from += BATCH) {
            int to = Math.min(images.size(), from + BATCH);
            batch.clear();
            for (int i = from; i < to; i++) {
                SampleSource.scaled(images, i, image);
                batch.add(image, images.width(), present, images.label(i));
            }
            try (NDManager scope = manager.newSubManager()) {
                NDList outputs = block.forward(new ParameterStore(scope, false), batch.inputs(scope), false);
                rows(outputs.get(0), gateway, from);
                rows(outputs.get(1), cloud, from);
            }
        }
        return new ExitLogits(gateway, cloud, images.labels());
    }

    private void rows(NDArray logits, float[][] out, int from) {
        float[] flat = logits.toFloatArray();
        for (int i = 0; i * spec.classes() < flat.length; i++) {
            out[from + i] = Arrays.copyOfRange(flat, i * spec.classes(), (i + 1) * spec.classes());
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}

package dev.ddnn.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.optimizer.Optimizer;
import dev.ddnn.trainer.data.DigitSet;
import dev.ddnn.trainer.net.NetworkSpec;
import java.util.Map;

/**
 * Trains all exits of a network together. Same description, images, plan and number of engine threads on the same kind of
 * CPU: the same weights to the bit.
 *
 * <p>DJL allows one gradient collector per process, so only one training may run at a time.
 */
public final class NetworkTrainer {

    private final NetworkSpec spec;
    private final DigitSet images;
    private final TrainingPlan plan;
    private final TrainingProgress progress;

    /**
     * @param images training images; at least one batch
     * @param progress is told after each step
     */
    public NetworkTrainer(NetworkSpec spec, DigitSet images, TrainingPlan plan, TrainingProgress progress) {
        if (images.size() < plan.batch()) {
            throw new IllegalArgumentException(
                    "images: at least one batch of %d is needed, found %d".formatted(plan.batch(), images.size()));
        }
        if (spec.grid().imageHeight() != images.height() || spec.grid().imageWidth() != images.width()) {
            throw new IllegalArgumentException("images: must have %d x %d, found %d x %d"
                    .formatted(spec.grid().imageHeight(), spec.grid().imageWidth(), images.height(), images.width()));
        }
        this.spec = spec;
        this.images = images;
        this.plan = plan;
        this.progress = progress;
    }

    /** Trains from the seed's first weights to the end of the plan. The caller closes the result. */
    public TrainedNetwork train() {
        TrainedNetwork network = TrainedNetwork.untrained(spec, plan.seed());
        int stepsPerEpoch = images.size() / plan.batch();
        int steps = stepsPerEpoch * plan.epochs();
        Optimizer optimizer = Optimizer.adam()
                .optLearningRateTracker(
                        new WarmUpCosine(plan.learningRate(), Math.min(plan.warmUpSteps(), steps / 4), steps))
                .build();
        SampleSource source = new SampleSource(spec, images, plan);
        BatchBuffers batch = new BatchBuffers(spec, plan.batch());
        Map<String, NDArray> arrays = network.block().trainedArrays();
        int done = 0;
        for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
            source.shuffle();
            double lossSum = 0;
            for (int step = 1; step <= stepsPerEpoch; step++) {
                source.fill(batch, (step - 1) * plan.batch(), step * plan.batch());
                lossSum += step(network, batch);
                arrays.forEach((name, array) -> update(optimizer, name, array));
                done++;
                progress.step(new TrainingProgress.State(
                        epoch, plan.epochs(), done, steps, lossSum / step, step == stepsPerEpoch));
            }
        }
        return network;
    }

    private static double step(TrainedNetwork network, BatchBuffers batch) {
        NetworkBlock block = network.block();
        try (NDManager manager = network.manager().newSubManager()) {
            ParameterStore store = new ParameterStore(manager, false);
            try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                NDArray loss = JointLoss.of(
                        block.forward(store, batch.inputs(manager), true), batch.oneHot(manager), block.constants());
                collector.backward(loss);
                return loss.getFloat();
            }
        }
    }

    private static void update(Optimizer optimizer, String name, NDArray array) {
        try (NDArray gradient = array.getGradient()) {
            optimizer.update(name, array, gradient);
        }
    }
}

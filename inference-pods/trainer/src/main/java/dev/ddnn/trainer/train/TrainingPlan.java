package dev.ddnn.trainer.train;

/**
 * How long and how fast to train.
 *
 * @param epochs passes over the training images
 * @param batch images per step
 * @param learningRate highest rate, reached after the warm-up; a cosine brings it to 0
 * @param warmUpSteps steps of linearly rising rate
 * @param viewLoss chance of each view to be missing from a sample; at least one view always stays
 * @param seed of everything random
 */
public record TrainingPlan(int epochs, int batch, float learningRate, int warmUpSteps, double viewLoss, long seed) {

    /** Checks the ranges. */
    public TrainingPlan {
        require(epochs >= 1, "epochs", "at least 1", epochs);
        require(batch >= 2, "batch", "at least 2, because of the norms", batch);
        require(learningRate > 0, "learningRate", "above 0", learningRate);
        require(warmUpSteps >= 0, "warmUpSteps", "at least 0", warmUpSteps);
        require(viewLoss >= 0 && viewLoss < 1, "viewLoss", "from 0 to below 1", viewLoss);
    }

    /** The values that suit the digits network. */
    public static TrainingPlan digits(int epochs, long seed) {
        return new TrainingPlan(epochs, 128, 2e-3f, 200, 0.12, seed);
    }

    private static void require(boolean holds, String field, String allowed, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("%s: must be %s, found %s".formatted(field, allowed, found));
        }
    }
}

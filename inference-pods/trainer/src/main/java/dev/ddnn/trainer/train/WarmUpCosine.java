package dev.ddnn.trainer.train;

import ai.djl.training.tracker.Tracker;

/** Learning rate that rises linearly, then falls along half a cosine to 0. */
record WarmUpCosine(float highest, int warmUp, int total) implements Tracker {

    @Override
    public float getNewValue(int update) {
        if (update <= warmUp) {
            return highest * update / Math.max(1, warmUp);
        }
        double done = Math.min(1, (update - warmUp) / (double) Math.max(1, total - warmUp));
        return (float) (highest * 0.5 * (1 + StrictMath.cos(StrictMath.PI * done)));
    }
}

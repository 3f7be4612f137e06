package dev.ddnn.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Numbers as arrays that stay open as long as the network. DJL's arithmetic with a Java number makes an array that it
 * frees at once, although the backward pass may still read it; so numbers enter formulas only through these.
 */
record Constants(NDArray zero, NDArray one, NDArray two, NDArray meanExitWeight) {

    /** The mean exit helps training along but answers no sample, so it counts less. */
    private static final float MEAN_EXIT_WEIGHT = 0.3f;

    static Constants create(NDManager manager) {
        return new Constants(
                manager.create(0f), manager.create(1f), manager.create(2f), manager.create(MEAN_EXIT_WEIGHT));
    }
}

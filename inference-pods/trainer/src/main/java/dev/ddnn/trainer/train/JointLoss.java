package dev.ddnn.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Sum of the cross-entropies of all exits, so that they are trained together. */
final class JointLoss {

    private JointLoss() {}

    /**
     * @param logits gateway, cloud, mean exit: what the block gives
     * @param oneHot {@code [N, classes]}, 1 at the true class
     */
    static NDArray of(NDList logits, NDArray oneHot, Constants constants) {
        NDArray gateway = crossEntropy(logits.get(0), oneHot);
        NDArray cloud = crossEntropy(logits.get(1), oneHot);
        NDArray mean = crossEntropy(logits.get(2), oneHot);
        return gateway.add(cloud).add(mean.mul(constants.meanExitWeight()));
    }

    private static NDArray crossEntropy(NDArray logits, NDArray oneHot) {
        return logits.logSoftmax(1).mul(oneHot).sum(new int[] {1}).mean().neg();
    }
}

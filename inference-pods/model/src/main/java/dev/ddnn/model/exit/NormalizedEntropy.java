package dev.ddnn.model.exit;

/**
 * How undecided an exit is: the entropy of the softmax of its scores (natural logarithm) over the logarithm of the number of
 * classes. 0 is certain, 1 is a uniform guess.
 */
public final class NormalizedEntropy {
    private NormalizedEntropy() {}

    /**
     * Computes it in double precision, with the largest score subtracted first, so that no finite score overflows.
     *
     * @param logits one score per class, at least two
     * @return from 0 to 1; exactly 1 if any score is NaN or infinite, since such scores say nothing that can be trusted
     * @throws IllegalArgumentException for fewer than two scores
     */
    public static double of(float[] logits) {
        if (logits.length < 2) {
            throw new IllegalArgumentException("an exit needs at least 2 scores, found " + logits.length);
        }
        var largest = Double.NEGATIVE_INFINITY;
        for (var logit : logits) {
            if (!Float.isFinite(logit)) {
                return 1;
            }
            largest = Math.max(largest, logit);
        }
        // H = ln(sum e^d) - sum(d e^d) / sum(e^d), with d = logit - largest
        var sum = 0.0;
        var weighted = 0.0;
        for (var logit : logits) {
            var difference = logit - largest;
            var exponential = Math.exp(difference);
            sum += exponential;
            weighted += difference * exponential;
        }
        var entropy = (Math.log(sum) - weighted / sum) / Math.log(logits.length);
        return Math.max(0, Math.min(1, entropy));
    }
}

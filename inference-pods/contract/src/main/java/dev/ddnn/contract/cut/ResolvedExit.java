package dev.ddnn.contract.cut;

/**
 * An exit with its threshold.
 *
 * @param logits tensor of the scores, computed by the section's own branch
 * @param entropyBelow decimal from 0 to 1: normalised entropy strictly below it exits. The top section answers whatever it is
 * @param classes number of scores
 */
public record ResolvedExit(String logits, String entropyBelow, int classes) {
    /** The threshold as a number. */
    public double threshold() {
        return Double.parseDouble(entropyBelow);
    }
}

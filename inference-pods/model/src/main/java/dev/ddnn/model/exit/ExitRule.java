package dev.ddnn.model.exit;

/** The rule of an exit: it answers if the normalised entropy of its scores is strictly below the threshold. */
public final class ExitRule {
    private ExitRule() {}

    /**
     * Decides for one sample. Scores with a NaN or an infinity never answer: their entropy counts as 1, and no threshold is
     * above 1.
     *
     * @param logits one score per class, at least two
     * @param entropyBelow from 0 (never answer) to 1
     */
    public static ExitDecision decide(float[] logits, double entropyBelow) {
        if (!(entropyBelow >= 0 && entropyBelow <= 1)) {
            throw new IllegalArgumentException("entropyBelow must be from 0 to 1, found " + entropyBelow);
        }
        var entropy = NormalizedEntropy.of(logits);
        return entropy < entropyBelow ? new Answer(largest(logits), 1 - entropy) : new Forward(1 - entropy);
    }

    /** What the scores say without a threshold: for the top section, and for a section that lost the one above it. */
    public static Answer answer(float[] logits) {
        return new Answer(largest(logits), 1 - NormalizedEntropy.of(logits));
    }

    private static int largest(float[] logits) {
        var best = 0;
        for (var i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best] || Float.isNaN(logits[best]) && !Float.isNaN(logits[i])) {
                best = i;
            }
        }
        return best;
    }
}

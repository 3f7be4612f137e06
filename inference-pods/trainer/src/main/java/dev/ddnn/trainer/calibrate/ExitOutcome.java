package dev.ddnn.trainer.calibrate;

/**
 * Where samples were answered at one threshold, and how well.
 *
 * @param entropyBelow the threshold
 * @param samples all samples
 * @param answered samples that the early exit answered
 * @param answeredRight of these, answered rightly
 * @param forwardedRight rightly answered ones of the rest
 */
public record ExitOutcome(double entropyBelow, int samples, int answered, int answeredRight, int forwardedRight) {

    /** Part of the samples that the early exit answered, 0 to 1. */
    public double share() {
        return (double) answered / samples;
    }

    /** Part of all samples that was answered rightly, 0 to 1. */
    public double accuracy() {
        return (double) right() / samples;
    }

    /** Number of samples that were answered rightly. */
    public int right() {
        return answeredRight + forwardedRight;
    }
}

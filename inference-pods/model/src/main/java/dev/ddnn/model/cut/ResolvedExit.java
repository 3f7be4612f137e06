package dev.ddnn.model.cut;

/**
 * An exit with its threshold.
 *
 * @param logits tensor of the scores, made in the section's own branch and an output of its file
 * @param entropyBelow decimal from 0 to 1: normalised entropy strictly below it exits. The top section answers whatever it is
 * @param classes number of scores, at least 2
 */
public record ResolvedExit(String logits, String entropyBelow, int classes) {}

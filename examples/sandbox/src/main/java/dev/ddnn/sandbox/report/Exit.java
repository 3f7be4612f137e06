package dev.ddnn.sandbox.report;

/**
 * An exit of the story's DDNN.
 *
 * @param section whose exit it is
 * @param logits its tensor
 * @param entropyBelow it answers below this; the top exit always does
 */
public record Exit(String section, String logits, double entropyBelow) {}

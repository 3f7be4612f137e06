package dev.ddnn.hub.verify;

/**
 * What bytes must be to be kept.
 *
 * @param digest what they must hash to
 * @param maxBytes how many there may be
 */
public record Expected(Digest digest, long maxBytes) {}

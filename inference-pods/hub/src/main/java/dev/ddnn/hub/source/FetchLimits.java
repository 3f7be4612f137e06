package dev.ddnn.hub.source;

import java.time.Duration;

/**
 * How much and how long a fetch may take.
 *
 * @param maxBytes the largest model that is taken
 * @param read the longest silence, before the answer and within it
 * @param total from the first request to the last byte
 */
public record FetchLimits(long maxBytes, Duration read, Duration total) {}

package dev.ddnn.hub.access;

import java.util.Optional;

/**
 * For objects whose Secret does not say it.
 *
 * @param endpoint of the store; absent: Amazon's
 * @param region that requests are signed for
 */
public record S3Defaults(Optional<String> endpoint, String region) {}

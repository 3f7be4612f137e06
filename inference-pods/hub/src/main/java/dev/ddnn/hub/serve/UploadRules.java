package dev.ddnn.hub.serve;

import java.time.Duration;

/**
 * What an upload has to keep to.
 *
 * @param timeout how long it may take
 * @param maxTotalBytes what all uploads together may have, for the message
 */
public record UploadRules(Duration timeout, long maxTotalBytes) {}

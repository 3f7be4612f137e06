package dev.ddnn.sandbox.feed;

/**
 * The client's last line: all that came before is complete.
 *
 * @param sentBytes to the entries, as handed to TCP
 * @param receivedBytes from the entries
 * @param seconds that the feeding took
 */
public record FeedEnd(long sentBytes, long receivedBytes, double seconds) {}

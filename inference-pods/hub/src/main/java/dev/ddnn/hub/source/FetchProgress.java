package dev.ddnn.hub.source;

/** Is told how a fetch goes on. */
@FunctionalInterface
public interface FetchProgress {
    /**
     * Some bytes came.
     *
     * @param bytes so far
     * @param total of the whole file, or -1 where the server does not say
     */
    void fetched(long bytes, long total);
}

package dev.ddnn.pod;

import dev.ddnn.pod.config.PodIdentity;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * What a pod is told by its environment.
 *
 * @param identity who it is
 * @param configFile the mounted section.json
 * @param hub base address of the hub
 * @param cache where sections' files are kept
 * @param links where streams of the section below are taken
 * @param limits how much it may do at once
 */
public record PodSettings(
        PodIdentity identity, Path configFile, URI hub, Path cache, InetSocketAddress links, Limits limits) {
    /**
     * @param workers threads that compute
     * @param samplesInFlight samples that may be under way at once
     */
    public record Limits(int workers, int samplesInFlight) {}
}

package dev.ddnn.sandbox.pod;

import java.nio.file.Path;
import java.util.function.BiFunction;

/**
 * What the agent needs to know of its surroundings.
 *
 * @param directory for the pods' directories and logs
 * @param images what stands for which image
 * @param hostsFile the file of names for pods of a node and namespace
 * @param apiServer URL of the API server, for the kubeconfig of pods that mount a token
 * @param apiServerCa certificate file that the API server is known by
 * @param startPods false: pods stay as the scheduler left them
 */
public record AgentSettings(
        Path directory,
        Images images,
        BiFunction<String, String, Path> hostsFile,
        String apiServer,
        Path apiServerCa,
        boolean startPods) {}

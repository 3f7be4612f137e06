package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.net.Topology;
import dev.ddnn.sandbox.node.Machine;
import dev.ddnn.sandbox.pod.Images;
import java.nio.file.Path;
import java.util.List;

/**
 * What a sandbox is made of.
 *
 * @param directory for everything that it writes
 * @param machines the nodes
 * @param places where each of them stands
 * @param images what stands for which image
 * @param startPods false: the nodes take no pods
 */
public record SandboxSettings(
        Path directory, List<Machine> machines, List<Topology.Place> places, Images images, boolean startPods) {
    public SandboxSettings {
        machines = List.copyOf(machines);
        places = List.copyOf(places);
    }
}

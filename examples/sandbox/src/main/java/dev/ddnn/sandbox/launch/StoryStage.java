package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.net.Topology;
import dev.ddnn.sandbox.node.Machine;
import dev.ddnn.sandbox.pod.Images;
import dev.ddnn.sandbox.story.Story;
import java.nio.file.Path;
import java.util.List;

/** Makes a story's machines out of what it says. */
public final class StoryStage {
    private StoryStage() {}

    /**
     * What the sandbox is to be like.
     *
     * @param directory for everything that it writes
     * @param startPods false: the nodes take no pods
     */
    public static SandboxSettings settings(Story story, Path directory, Images images, boolean startPods) {
        List<Machine> machines = story.nodes().stream()
                .flatMap(g -> g.names().stream().map(n -> new Machine(n, g.labels(), g.taints(), g.capacity())))
                .toList();
        List<Topology.Place> places = story.nodes().stream()
                .flatMap(g -> g.names().stream().map(n -> new Topology.Place(n, g.tier(), g.edge())))
                .toList();
        return new SandboxSettings(directory, machines, places, images, startPods);
    }
}

package dev.ddnn.sandbox.pod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where a pod's files lie: logs apart, so that they outlive the pod. */
final class PodDirectory {
    private static final Logger LOG = Logger.getLogger(PodDirectory.class.getName());

    private final Path root;
    private final Path logs;

    /**
     * @param directory of the agent
     * @param uid of the pod
     */
    PodDirectory(Path directory, String namespace, String name, String uid) throws IOException {
        this.root = directory.resolve("pods").resolve(uid);
        this.logs = directory.resolve("logs").resolve(namespace + "_" + name + "_" + uid);
        Files.createDirectories(root);
        Files.createDirectories(logs);
    }

    Volumes volumes() {
        return new Volumes(root);
    }

    Path kubeconfig() {
        return root.resolve("kubeconfig");
    }

    Path temporary(String container) {
        return root.resolve("tmp").resolve(container);
    }

    /** The log of one run of a container. */
    Path log(String container, int run) {
        return logs.resolve(container + "." + run + ".log");
    }

    /** Removes everything but the logs; what cannot be removed is told in the log. */
    void delete() {
        try {
            ProjectedDirectory.deleteTree(root);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "left behind: " + root, e);
        }
    }

    /** The log of the newest run of a container, or of the one before; absent: no such container or run. */
    @Nullable
    Path log(List<ContainerState> containers, String container, boolean previous) {
        return containers.stream()
                .filter(c -> c.container().getName().equals(container))
                .map(c -> c.runs() - (previous ? 2 : 1))
                .filter(run -> run >= 0)
                .map(run -> log(container, run))
                .findFirst()
                .orElse(null);
    }
}

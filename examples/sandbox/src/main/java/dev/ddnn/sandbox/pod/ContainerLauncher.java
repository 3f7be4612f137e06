package dev.ddnn.sandbox.pod;

import dev.ddnn.controlplane.process.ProcessSpawner;
import dev.ddnn.controlplane.process.ProcessSpec;
import dev.ddnn.controlplane.process.SpawnedProcess;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns one container of a pod into a process. */
final class ContainerLauncher {
    private static final String TOKEN_MOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

    private final AgentSettings settings;
    private final PodDirectory directory;
    private final String address;

    ContainerLauncher(AgentSettings settings, PodDirectory directory, String address) {
        this.settings = settings;
        this.directory = directory;
        this.address = address;
    }

    /**
     * @param run how many runs of the container came before
     * @throws NotYet if something that the container refers to is missing
     */
    SpawnedProcess launch(Pod pod, Container container, PodContent content, int run) throws NotYet, IOException {
        Path image = settings.images().directory(container.getImage());
        Map<String, Path> mounts = mounts(container);
        PathRewriter paths = new PathRewriter(mounts);
        Map<String, String> declared = Environment.declared(container, content, paths);
        List<String> command = new ArrayList<>();
        if (container.getCommand().isEmpty()) {
            command.add(image.resolve(Images.ENTRYPOINT).toString());
        }
        for (String word : container.getCommand()) {
            command.add(paths.rewrite(Environment.expand(word, declared)));
        }
        for (String word : container.getArgs()) {
            command.add(paths.rewrite(Environment.expand(word, declared)));
        }
        Path temporary = mounts.getOrDefault("/tmp", directory.temporary(container.getName()));
        Files.createDirectories(temporary);
        var surroundings = new Environment.Surroundings(
                address,
                temporary,
                settings.hostsFile()
                        .apply(pod.getSpec().getNodeName(), pod.getMetadata().getNamespace()),
                mounts.containsKey(TOKEN_MOUNT)
                        ? ServiceAccountConfig.write(
                                directory.kubeconfig(),
                                settings,
                                pod.getMetadata().getNamespace(),
                                content.token())
                        : null);
        Path workingDirectory =
                container.getWorkingDir() == null ? image : Path.of(paths.rewrite(container.getWorkingDir()));
        return ProcessSpawner.spawn(ProcessSpec.of(
                command,
                Environment.complete(declared, pod, container, surroundings),
                workingDirectory,
                directory.log(container.getName(), run)));
    }

    private Map<String, Path> mounts(Container container) {
        Map<String, Path> mounts = new HashMap<>();
        for (VolumeMount mount : container.getVolumeMounts()) {
            String path = mount.getMountPath();
            mounts.put(
                    path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                    directory.volumes().path(mount.getName()));
        }
        return mounts;
    }
}

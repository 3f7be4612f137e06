package dev.ddnn.sandbox.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which pods of a DDNN there were at some time: equal if none was restarted, replaced or moved. */
record SeenPods(List<SeenPod> pods) {
    private static final Path GROUPS = Path.of("/sys/fs/cgroup/pids/ddnn");
    private static final int DEEP = 8;

    /** One pod, as far as a restart or a move would show. */
    record SeenPod(String name, String uid, String node, int restarts) {}

    static SeenPods of(KubernetesClient client, String namespace, String ddnn) {
        return new SeenPods(
                client.pods().inNamespace(namespace).withLabel("ddnn.dev/ddnn", ddnn).list().getItems().stream()
                        .map(SeenPods::seen)
                        .sorted(Comparator.comparing(SeenPod::name))
                        .toList());
    }

    /** The nodes that they are on. */
    Set<String> nodes() {
        return pods.stream().map(SeenPod::node).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of those that have processes on this machine, whose control groups the cluster's are. */
    List<String> processes() throws IOException {
        try (Stream<Path> groups =
                Files.find(GROUPS, DEEP, (path, attributes) -> path.endsWith("cgroup.procs") && hasLines(path))) {
            String all = groups.map(Path::toString).collect(Collectors.joining("\n"));
            return pods.stream()
                    .filter(p -> all.contains("/pod" + p.uid() + "/"))
                    .map(SeenPod::name)
                    .toList();
        }
    }

    /** A group may go while it is looked at. */
    private static boolean hasLines(Path file) {
        try {
            return !Files.readString(file).isBlank();
        } catch (IOException gone) {
            return false;
        }
    }

    private static SeenPod seen(Pod pod) {
        return new SeenPod(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                pod.getSpec().getNodeName(),
                pod.getStatus().getContainerStatuses().stream()
                        .mapToInt(ContainerStatus::getRestartCount)
                        .sum());
    }
}

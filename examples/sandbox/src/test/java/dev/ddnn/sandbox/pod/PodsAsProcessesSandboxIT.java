package dev.ddnn.sandbox.pod;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.controlplane.junit.KubernetesProgramsCondition;
import dev.ddnn.sandbox.launch.Sandbox;
import dev.ddnn.sandbox.launch.SandboxSettings;
import dev.ddnn.sandbox.net.Topology;
import dev.ddnn.sandbox.node.Machine;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KubernetesProgramsCondition.class)
class PodsAsProcessesSandboxIT {
    /** An agent that does not see the annotation projects once a minute: not twice within such a time. */
    private static final Duration AT_ONCE = Duration.ofSeconds(25);

    private static final Duration SOON = Duration.ofSeconds(240);
    private static Sandbox sandbox;
    private static KubernetesClient client;

    @TempDir
    static Path directory;

    @BeforeAll
    static void start() throws Exception {
        Map<String, Quantity> capacity = Map.of("cpu", new Quantity("4"), "memory", new Quantity("4Gi"));
        sandbox = Sandbox.start(new SandboxSettings(
                directory.resolve("sandbox"),
                List.of(
                        new Machine("cloud-0", Map.of("tier", "cloud"), List.of(), capacity),
                        new Machine("edge-0", Map.of("tier", "edge"), List.of(), capacity)),
                List.of(new Topology.Place("cloud-0", Tier.Cloud, null), new Topology.Place("edge-0", Tier.Edge, null)),
                new Images(Map.of(ShellImage.NAME, ShellImage.in(directory.resolve("image")))),
                true));
        client = sandbox.client();
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            List<PodProcess> running = sandbox.pods().processes();
            sandbox.close();
            assertThat(running)
                    .allSatisfy(p -> assertThat(ProcessHandle.of(p.pid()).map(ProcessHandle::isAlive))
                            .isNotEqualTo(Optional.of(true)));
        }
    }

    private static void apply(String name) throws Exception {
        Path file = directory.resolve(name);
        try (InputStream in = Objects.requireNonNull(PodsAsProcessesSandboxIT.class.getResourceAsStream(name))) {
            Files.write(file, in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
        sandbox.controlPlane()
                .kubectl("apply", "--server-side", "-f", file.toString())
                .orFail();
    }

    private static Pod podOf(String app) {
        List<Pod> pods = client.pods()
                .inNamespace("default")
                .withLabel("app", app)
                .list()
                .getItems();
        assertThat(pods).hasSize(1);
        return pods.get(0);
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    private static String logs(String pod, String... options) throws InterruptedException {
        String[] command = new String[options.length + 2];
        command[0] = "logs";
        command[1] = pod;
        System.arraycopy(options, 0, command, 2, options.length);
        return sandbox.controlPlane().kubectl(command).orFail();
    }

    @Test
    void deploymentBecomesAProcessWithItsEnvironmentVolumesAndLogs() throws Exception {
        // Given
        apply("talker.yaml");

        // When
        Pod pod = eventually(
                SOON, () -> podOf("talker"), p -> assertThat(isReady(p)).isTrue());
        String log = eventually(SOON, () -> logs(pod.getMetadata().getName()), l -> assertThat(l)
                .contains("file: first"));

        // Then
        assertThat(log)
                .contains("name: " + pod.getMetadata().getName())
                .contains("address: 127.18.")
                .contains("expanded: hello world")
                .contains("HOME in environment: no")
                .contains("kubeconfig: none");
        assertThat(pod.getStatus().getPodIP()).startsWith("198.18.");
        assertThat(logs(pod.getMetadata().getName(), "--tail=1").lines()).hasSize(1);
    }

    @Test
    void changedConfigMapIsProjectedAtOnceWhenTheAnnotationChanges() throws Exception {
        // Given
        apply("reader.yaml");
        Pod pod = eventually(
                SOON, () -> podOf("reader"), p -> assertThat(isReady(p)).isTrue());
        eventually(SOON, () -> logs(pod.getMetadata().getName()), l -> assertThat(l)
                .contains("first"));

        // When, Then
        for (String word : List.of("second", "third")) {
            change(pod.getMetadata().getName(), word);
            eventually(AT_ONCE, () -> logs(pod.getMetadata().getName(), "--tail=1"), l -> assertThat(l)
                    .isEqualTo(word + "\n"));
        }
    }

    private static void change(String pod, String word) {
        client.configMaps().inNamespace("default").withName("reader").edit(c -> {
            c.getData().put("word", word);
            return c;
        });
        client.pods().inNamespace("default").withName(pod).edit(p -> {
            p.getMetadata().setAnnotations(Map.of("ddnn.dev/config", word));
            return p;
        });
    }

    @Test
    void endedContainerStartsAgainAndUnsupportedFieldsAreRefused() throws Exception {
        // Given
        apply("quitter.yaml");
        apply("refused.yaml");

        // When
        Pod quitter = eventually(SOON, () -> podOf("quitter"), p -> {
            assertThat(p.getStatus().getContainerStatuses().get(0).getRestartCount())
                    .isEqualTo(1);
            assertThat(p.getStatus().getContainerStatuses().get(0).getState().getWaiting())
                    .isNotNull()
                    .satisfies(w -> assertThat(w.getReason()).isEqualTo("CrashLoopBackOff"));
        });

        // Then
        assertThat(quitter.getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getLastState()
                        .getTerminated()
                        .getExitCode())
                .isEqualTo(3);
        eventually(SOON, () -> podOf("refused").getStatus().getContainerStatuses(), s -> assertThat(
                        s.get(0).getState().getWaiting().getMessage())
                .isEqualTo("not played by the sandbox: spec.containers[].lifecycle.preStop.exec.command[]; "
                        + "only httpGet and tcpSocket probes are played here"));
    }

    @Test
    void deletedPodEndsInOrderAndItsProcessIsGone() throws Exception {
        // Given
        apply("leaver.yaml");
        Pod pod = eventually(
                SOON, () -> podOf("leaver"), p -> assertThat(isReady(p)).isTrue());
        long pid = sandbox.pods().processes().stream()
                .filter(p -> p.pod().equals(pod.getMetadata().getName()))
                .findFirst()
                .orElseThrow()
                .pid();

        // When
        sandbox.controlPlane().kubectl("delete", "deployment", "leaver").orFail();

        // Then
        eventually(
                SOON,
                () -> client.pods()
                        .inNamespace("default")
                        .withLabel("app", "leaver")
                        .list()
                        .getItems(),
                l -> assertThat(l).isEmpty());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
}

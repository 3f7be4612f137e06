package dev.ddnn.sandbox.cluster;

import dev.ddnn.controlplane.KubectlResult;
import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.run.ClusterSettings;
import dev.ddnn.sandbox.run.ClusterStory;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** The digits story on a cluster of real nodes, Ready and warm, for tests that share it. */
public final class DigitsCluster implements AutoCloseable {
    private final Path kubeconfig;
    private final Checkout checkout;
    private final ClusterStory story;
    private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();

    private DigitsCluster(Path kubeconfig, Checkout checkout) throws IOException {
        this.kubeconfig = kubeconfig;
        this.checkout = checkout;
        this.story = ClusterStory.open(
                new ClusterSettings("digits", kubeconfig, null, null),
                checkout,
                new ClusterStory.Listener(
                        System.out::println, (what, done, total) -> listeners.forEach(l -> l.accept(done))));
    }

    /** Installs the operator and the story, and waits until answers come. */
    static DigitsCluster start(Path kubeconfig) throws Exception {
        DigitsCluster cluster = new DigitsCluster(kubeconfig, Checkout.find());
        boolean ready = false;
        try {
            List<String> problems = cluster.story.problems();
            if (!problems.isEmpty()) {
                throw new IllegalStateException(String.join("\n", problems));
            }
            cluster.story.deploy();
            ready = true;
            return cluster;
        } finally {
            if (!ready) {
                cluster.close();
            }
        }
    }

    public ClusterStory story() {
        return story;
    }

    public KubernetesClient client() {
        return story.client();
    }

    public String namespace() {
        return story.namespace();
    }

    public DeployedDDNN digits() {
        return story.ddnn("digits");
    }

    /** A manifest of the story, as it is shipped. */
    public String manifest(String file) throws IOException {
        return Files.readString(checkout.story("digits").resolve("manifests").resolve(file));
    }

    /** Hears, while samples are fed, how many are done. */
    public AutoCloseable onProgress(IntConsumer listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Changes or reads an emulated link; returns the state that the command prints. */
    public String wan(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(checkout.root().resolve(".ci/cluster/wan").toString()));
        command.addAll(List.of(arguments));
        return run(command, "").orFail();
    }

    /** Calls the cluster's kubectl in the story's namespace. */
    public KubectlResult kubectl(String... arguments) throws IOException, InterruptedException {
        return kubectlWithInput("", arguments);
    }

    /** The same with something on standard input. */
    public KubectlResult kubectlWithInput(String input, String... arguments) throws IOException, InterruptedException {
        Path program = kubeconfig.resolveSibling("bin").resolve("kubectl");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--kubeconfig=" + kubeconfig,
                "--cache-dir=" + Path.of("target", "kubectl-cache").toAbsolutePath(),
                "--namespace=" + namespace()));
        command.addAll(List.of(arguments));
        return run(command, input);
    }

    private static KubectlResult run(List<String> command, String input) throws IOException, InterruptedException {
        Path output = Files.createTempFile("output-", "");
        Path errors = Files.createTempFile("errors-", "");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return new KubectlResult(process.waitFor(), Files.readString(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    @Override
    public void close() {
        story.close();
    }
}

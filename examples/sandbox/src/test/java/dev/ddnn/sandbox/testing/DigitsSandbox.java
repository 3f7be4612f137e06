package dev.ddnn.sandbox.testing;

import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.controlplane.process.Signal;
import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.Installation;
import dev.ddnn.sandbox.launch.Sandbox;
import dev.ddnn.sandbox.launch.SandboxGround;
import dev.ddnn.sandbox.launch.SandboxSettings;
import dev.ddnn.sandbox.launch.StoryRun;
import dev.ddnn.sandbox.launch.StoryStage;
import dev.ddnn.sandbox.net.Topology;
import dev.ddnn.sandbox.node.Machine;
import dev.ddnn.sandbox.pod.PodProcess;
import dev.ddnn.sandbox.story.Entry;
import dev.ddnn.sandbox.story.Feeder;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.SampleSet;
import dev.ddnn.sandbox.story.Story;
import dev.ddnn.sandbox.story.StoryFile;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The digits story on its stage, Ready and warm, for tests that share it. */
public final class DigitsSandbox implements AutoCloseable {
    public static final Duration READY = Duration.ofSeconds(300);
    private static final Duration REPLY = Duration.ofSeconds(12);
    private static final int LANES = 4;

    private final Path folder;
    private final Story story;
    private final Sandbox sandbox;

    private DigitsSandbox(Path folder, Story story, Sandbox sandbox) {
        this.folder = folder;
        this.story = story;
        this.sandbox = sandbox;
    }

    /** Starts everything; with {@code startPods} it waits until the DDNNs are Ready. */
    public static DigitsSandbox start(boolean startPods) throws Exception {
        Checkout checkout = Checkout.find();
        Path folder = checkout.story("digits");
        Story story = StoryFile.read(folder);
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "digits-");
        Sandbox sandbox = Sandbox.start(StoryStage.settings(story, directory, checkout.images(), startPods));
        DigitsSandbox started = new DigitsSandbox(folder, story, sandbox);
        boolean ready = false;
        try {
            Installation installation = started.installation();
            started.suitTests(directory);
            installation.operator();
            installation.apply(started.manifests());
            if (startPods) {
                installation.awaitSystem();
                installation.upload(folder, story.uploads());
                started.digits().awaitReady(READY, System.out::println);
                started.cloudOnly().awaitReady(READY, System.out::println);
                if (!started.run(started.samples()).awaitStreams(READY)) {
                    throw new IllegalStateException("some samples do not see all views within " + READY);
                }
            }
            ready = true;
            return started;
        } finally {
            if (!ready) {
                sandbox.close();
            }
        }
    }

    /**
     * The hub may fetch models from tests' own servers, and bills are written often. Somebody else than the installation says so,
     * before it: hub and operator then start once, and what is installed is still seen to be what is shipped.
     */
    private void suitTests(Path directory) throws IOException, InterruptedException {
        String namespace =
                Checkout.find().installation().resolve("namespace.yaml").toString();
        Path hub = withVariable(directory, "hub.yaml", "DDNN_HUB_ALLOW_HTTP", "true");
        Path operator = withVariable(directory, "operator.yaml", "DDNN_METERING_INTERVAL", "5");
        kubectl(
                "apply",
                "--server-side",
                "--field-manager=tests",
                "-f",
                namespace,
                "-f",
                hub.toString(),
                "-f",
                operator.toString());
    }

    private static Path withVariable(Path directory, String file, String name, String value) throws IOException {
        String shipped = Files.readString(Checkout.find().installation().resolve(file));
        String changed = shipped.replace(
                "          env:\n", "          env:\n            - {name: %s, value: \"%s\"}\n".formatted(name, value));
        if (changed.equals(shipped)) {
            throw new IllegalStateException("nothing was added to the environment in " + file);
        }
        return Files.writeString(directory.resolve(file), changed);
    }

    public Path folder() {
        return folder;
    }

    public Path manifests() {
        return folder.resolve(story.manifests());
    }

    public Story story() {
        return story;
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public Installation installation() {
        return new Installation(sandbox, Checkout.find(), System.out::println);
    }

    /** One more device, that hangs on the story's edge node and is tainted as its devices are. */
    public void addDevice(String node, Map<String, String> labels) {
        sandbox.machines()
                .add(
                        new Machine(
                                node,
                                labels,
                                List.of(new TaintBuilder()
                                        .withKey("ddnn.dev/tier")
                                        .withValue("device")
                                        .withEffect("NoSchedule")
                                        .build()),
                                Map.of("cpu", new Quantity("1"), "memory", new Quantity("512Mi"))),
                        new Topology.Place(node, Tier.Device, "edge-0"));
    }

    /** A machine of the story, made anew. */
    public void addAgain(String node) {
        SandboxSettings settings =
                StoryStage.settings(story, folder, Checkout.find().images(), true);
        Machine machine = settings.machines().stream()
                .filter(m -> m.name().equals(node))
                .findFirst()
                .orElseThrow();
        Topology.Place place = settings.places().stream()
                .filter(p -> p.name().equals(node))
                .findFirst()
                .orElseThrow();
        sandbox.machines().add(machine, place);
    }

    public DeployedDDNN digits() {
        return new DeployedDDNN(sandbox, "default", "digits");
    }

    public DeployedDDNN cloudOnly() {
        return new DeployedDDNN(sandbox, "default", "digits-cloud");
    }

    public SampleSet samples() throws IOException {
        return SampleSet.read(
                folder.resolve(story.feed().data()),
                story.feed().classes(),
                story.feed().views());
    }

    /** The story without its comparison: that was seen once. */
    public StoryRun run(SampleSet samples) {
        Story alone = new Story(
                story.title(),
                story.nodes(),
                story.uploads(),
                story.manifests(),
                story.feed(),
                null,
                null,
                null,
                List.of());
        return new StoryRun(new SandboxGround(sandbox), folder, alone, samples, (what, done, total) -> {});
    }

    public StoryRun wholeRun(SampleSet samples) {
        return new StoryRun(new SandboxGround(sandbox), folder, story, samples, (what, done, total) -> {});
    }

    /** Sends the first samples to a DDNN with the story's model, whatever its sections, from beside its own pods. */
    public List<Outcome> feed(DeployedDDNN ddnn, int count) throws IOException, InterruptedException {
        List<Entry> entries = ddnn.entriesBesideThePods(story.feed().views());
        return new Feeder(samples(), i -> entries, LANES, REPLY).feed(count, done -> {});
    }

    /** The processes of pods whose names begin so. */
    public List<PodProcess> processes(String podPrefix) {
        return sandbox.pods().processes().stream()
                .filter(p -> p.pod().startsWith(podPrefix))
                .toList();
    }

    public void signal(PodProcess process, Signal signal) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " -- -" + process.pid())
                .start()
                .waitFor();
    }

    public String kubectl(String... arguments) throws InterruptedException {
        return sandbox.controlPlane().kubectl(arguments).orFail();
    }

    /** Runs a line of a shell as an administrator types it, with this sandbox's kubectl at hand. */
    public void shell(String line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", line).redirectErrorStream(true);
        builder.environment().put("PATH", sandbox.kubectl().getParent() + ":/usr/bin:/bin");
        builder.environment()
                .put("KUBECONFIG", sandbox.controlPlane().kubeconfig().toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(line + ": " + said);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}

package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.bill.TenantCommands;
import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.launch.Cleanup;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.Deployments;
import dev.ddnn.sandbox.launch.Ground;
import dev.ddnn.sandbox.launch.HubClient;
import dev.ddnn.sandbox.launch.StoryFailure;
import dev.ddnn.sandbox.launch.StoryRun;
import dev.ddnn.sandbox.story.InvalidStoryException;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.SampleSet;
import dev.ddnn.sandbox.story.Story;
import dev.ddnn.sandbox.story.StoryFile;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A story on a cluster: first {@link #problems}, then {@link #deploy}, then {@link #play} or {@link #feed} as often as wanted.
 * Closing it removes what it made, unless {@link #keep} was called.
 */
public final class ClusterStory implements AutoCloseable {
    private static final Duration SYSTEM = Duration.ofMinutes(3);
    private static final Duration STREAMS = Duration.ofMinutes(2);

    private final ClusterSettings settings;
    private final Checkout checkout;
    private final Listener listener;
    private final Path folder;
    private final Story story;
    private final SampleSet samples;
    private final ClusterConnection cluster;
    private final Kubectl kubectl;
    private final StoryObjects objects;
    private final Cleanup connections = new Cleanup();
    private final Cleanup made = new Cleanup();
    private final Cleanup feeders = new Cleanup();
    private @Nullable ClusterGround ground;
    private @Nullable StoryRun run;
    private boolean installs;
    private boolean kept;

    /**
     * Hears what goes on.
     *
     * @param tell gets sentences
     * @param progress hears how far feeding is
     */
    public record Listener(Consumer<String> tell, StoryRun.Progress progress) {}

    private ClusterStory(ClusterSettings settings, Checkout checkout, Listener listener) throws IOException {
        this.settings = settings;
        this.checkout = checkout;
        this.listener = listener;
        folder = checkout.story(settings.story());
        story = StoryFile.read(folder);
        samples = SampleSet.read(
                settings.data() == null ? folder.resolve(story.feed().data()) : settings.data(),
                story.feed().classes(),
                story.feed().views());
        kubectl = Kubectl.find(settings.kubeconfig())
                .orElseThrow(() -> new InvalidStoryException("kubectl is needed, but is not in the path: install it"
                        + " (https://kubernetes.io/docs/tasks/tools), or run examples/up once, which compiles one"));
        cluster = ClusterConnection.open(settings.kubeconfig());
        connections.add(cluster.client());
        objects = new StoryObjects(
                cluster.client(),
                namespace(),
                new StoryManifests(cluster.client(), kubectl, folder.resolve(story.manifests())),
                listener.tell());
    }

    /**
     * Reads the story and connects to the cluster; nothing is changed yet.
     *
     * @throws InvalidStoryException if story, data or kubeconfig are not as they must be
     * @throws StoryFailure if the cluster does not answer
     */
    public static ClusterStory open(ClusterSettings settings, Checkout checkout, Listener listener) throws IOException {
        return new ClusterStory(settings, checkout, listener);
    }

    /** What keeps the story from being played here, each with its remedy; empty: nothing. */
    public List<String> problems() throws IOException, InterruptedException {
        KubernetesClient client = cluster.client();
        Optional<InstalledOperator> installed = InstalledOperator.find(client);
        InstalledOperator ours = base().described();
        InstalledOperator operator = installed.orElse(ours);
        List<String> denied = AccessReviews.denied(
                client, AccessReviews.deeds(namespace(), operator.namespace(), installed.isEmpty()));
        List<String> anywhere = new ArrayList<>(List.of(operator.clientImage(ours)));
        if (installed.isEmpty()) {
            anywhere.addAll(List.of(operator.operatorImage(), operator.hubImage()));
        }
        List<String> problems = new ArrayList<>(ClusterChecks.problems(new ClusterFacts(
                cluster.major(),
                cluster.minor(),
                client.nodes().list().getItems(),
                objects.pools(),
                new ClusterFacts.Images(anywhere, List.of(operator.sectionPodImage()), settings.load() != null),
                denied)));
        problems.addAll(operator.problems(namespace()));
        if (denied.isEmpty()) {
            problems.addAll(objects.problems());
        }
        return problems;
    }

    private OperatorBase base() throws IOException, InterruptedException {
        return new OperatorBase(cluster.client(), kubectl, checkout.installation(), listener.tell());
    }

    /**
     * Brings the images if told how, installs the operator if there is none, uploads the models, applies the manifests, and waits
     * until everything is Ready and the streams between the pods stand.
     */
    public void deploy() throws IOException, InterruptedException {
        KubernetesClient client = cluster.client();
        if (settings.load() != null) {
            new ImageFiles(checkout.root(), listener.tell())
                    .load(settings.load(), client.nodes().list().getItems());
        }
        InstalledOperator operator = operator();
        made.add(objects).apply();
        HubClient hub =
                connections.add(new HubForward(client, operator.namespace())).hub();
        hub.upload(folder, story.uploads(), listener.tell());
        for (String name : names()) {
            new ReadyWait(client, ddnn(name)).await(listener.tell());
        }
        listener.tell().accept("Ready");
        DataSite site = DataSite.of(client, ddnn(story.feed().ddnn()));
        ClientPod pod = feeders.add(new ClientPod(client, namespace()));
        listener.tell().accept("starting pod " + ClientPod.NAME + " on node " + site.node() + ", where the data is");
        pod.start(
                ClientPods.on(site.node(), site.tolerations(), operator.clientImage(base().described())),
                listener.tell());
        ground = new ClusterGround(client, namespace(), pod, new PodCounters(hub), kubectl);
        run = new StoryRun(ground, folder, story, samples, listener.progress(), listener.tell());
        listener.tell().accept("waiting for the streams between the pods, with a few samples that are not counted");
        if (!run.awaitStreams(STREAMS)) {
            listener.tell()
                    .accept("some samples still miss views or are degraded after " + STREAMS.toSeconds()
                            + " s; going on");
        }
    }

    private InstalledOperator operator() throws IOException, InterruptedException {
        Optional<InstalledOperator> installed = InstalledOperator.find(cluster.client());
        if (installed.isPresent()) {
            listener.tell()
                    .accept("the operator is installed already, in namespace "
                            + installed.get().namespace() + ", and stays there");
            Deployments.awaitReady(cluster.client(), installed.get().namespace(), SYSTEM, listener.tell());
            return installed.get();
        }
        listener.tell().accept("installing the operator: kubectl apply --server-side -k " + checkout.installation());
        installs = true;
        OperatorBase base = made.add(base());
        base.install();
        return base.described();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(story.feed().ddnn()));
        if (story.cloudOnly() != null) {
            names.add(story.cloudOnly().ddnn());
        }
        return names;
    }

    /** Feeds and weighs the first {@code count} samples, or all if there are fewer. */
    public StoryRun.Report play(int count) throws IOException, InterruptedException {
        return deployed(run).play(count);
    }

    /** Feeds the first {@code count} samples, or all if there are fewer, and weighs nothing. */
    public List<Outcome> feed(int count) throws InterruptedException {
        return deployed(run).feed(count);
    }

    /** Feeds the first {@code count} samples to another DDNN of the same model, from the same pod. */
    public List<Outcome> feed(DeployedDDNN other, int count) throws InterruptedException {
        Story.Feed feed = story.feed();
        Ground.Feeding feeding = new Ground.Feeding(samples, feed.views(), count, feed.concurrency(), List.of());
        return deployed(ground).feed(other, feeding, done -> {}).outcomes();
    }

    private static <T> T deployed(@Nullable T value) {
        return Objects.requireNonNull(value, "the story must be deployed first");
    }

    /** A DDNN of the story, by name. */
    public DeployedDDNN ddnn(String name) {
        return new DeployedDDNN(cluster.client(), namespace(), name);
    }

    /** The commands that show its tenants' quotas and bills, if it has such. */
    List<String> tenants() {
        return TenantCommands.of(cluster.client(), story, folder, namespace());
    }

    /** The commands that remove what this run made; what was there before is somebody else's. */
    List<String> removal() {
        List<String> commands = new ArrayList<>(objects.removal());
        if (installs) {
            InstalledOperator.find(cluster.client()).ifPresent(o -> commands.addAll(o.removal()));
        }
        return commands;
    }

    public Story story() {
        return story;
    }

    public SampleSet samples() {
        return samples;
    }

    /** As the user of the kubeconfig. */
    public KubernetesClient client() {
        return cluster.client();
    }

    /** Address and version, for a sentence. */
    String where() {
        return cluster.client().getMasterUrl() + " (Kubernetes "
                + cluster.version().getGitVersion() + ")";
    }

    /** Where the story is played. */
    public String namespace() {
        return "ddnn-" + folder.getFileName();
    }

    /** What was made stays. */
    public void keep() {
        kept = true;
    }

    /** Who still feeds goes first: pods that end wait for the samples that are under way. */
    @Override
    public synchronized void close() {
        feeders.close();
        if (!kept) {
            made.close();
        }
        connections.close();
    }
}

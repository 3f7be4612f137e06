package dev.ddnn.sandbox.launch;

import dev.ddnn.api.v1alpha1.Address;
import dev.ddnn.api.v1alpha1.Assignment;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.Defaults;
import dev.ddnn.api.v1alpha1.Durations;
import dev.ddnn.api.v1alpha1.SectionSpec;
import dev.ddnn.api.v1alpha1.SectionStatus;
import dev.ddnn.sandbox.net.AddressPlan;
import dev.ddnn.sandbox.story.Entry;
import dev.ddnn.sandbox.story.Story;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A DDNN in a cluster, as its user sees it: spec, status and the addresses of its entries. */
public final class DeployedDDNN {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");

    /** A reply may come later than the deadline by this much, on a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final Names names;
    private final String namespace;
    private final String name;

    /** How a client on a node resolves a name. */
    private interface Names {
        List<String> resolve(String node, String host);
    }

    /** One in the sandbox. */
    public DeployedDDNN(Sandbox sandbox, String namespace, String name) {
        this(sandbox.client(), namespace, name, (node, host) -> resolve(sandbox, node, host));
    }

    /** One in any cluster: its names mean nothing on this machine. */
    public DeployedDDNN(KubernetesClient client, String namespace, String name) {
        this(client, namespace, name, (node, host) -> List.of());
    }

    private DeployedDDNN(KubernetesClient client, String namespace, String name, Names names) {
        this.client = client;
        this.names = names;
        this.namespace = namespace;
        this.name = name;
    }

    /** A copy on every node has no name of its own, but the address that the API shows. */
    private static List<String> resolve(Sandbox sandbox, String node, String host) {
        return ADDRESS.matcher(host).matches()
                ? List.of(AddressPlan.dialable(host))
                : sandbox.network().resolve(node, host);
    }

    /** The object as it is now. */
    public DDNN get() {
        DDNN found = client.resources(DDNN.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
        if (found == null) {
            throw new StoryFailure("there is no DDNN " + namespace + "/" + name);
        }
        return found;
    }

    /** Whom to ask for what belongs to it. */
    public KubernetesClient client() {
        return client;
    }

    public DDNNSpec spec() {
        return get().getSpec();
    }

    /** Names of the sections, from the data upwards. */
    public List<String> sections() {
        return Objects.requireNonNullElse(spec().sections(), List.<SectionSpec>of()).stream()
                .map(s -> Objects.requireNonNull(s.name()))
                .toList();
    }

    /** The time that a sample has at most. */
    public Duration deadline() {
        String deadline = spec().deadline();
        return Durations.parse(deadline == null ? Defaults.DEADLINE : deadline);
    }

    /** How long a client waits for a reply. */
    public Duration replyTimeout() {
        return deadline().plus(SLACK);
    }

    public String namespace() {
        return namespace;
    }

    public String name() {
        return name;
    }

    /** Waits until it is Ready at its newest generation. */
    public void awaitReady(Duration within, Consumer<String> tell) throws InterruptedException {
        Waiting.until(within, this::missing, tell);
    }

    /** What is missing for it to be Ready at its newest generation; empty: nothing. */
    public Optional<String> missing() {
        DDNN now = get();
        DDNNStatus status = now.getStatus();
        if (status == null || status.conditions() == null) {
            return Optional.of(name + ": no status yet");
        }
        Condition ready = condition(status, "Ready").orElse(null);
        if (ready != null
                && ready.getStatus().equals("True")
                && Objects.equals(status.observedGeneration(), now.getMetadata().getGeneration())) {
            return Optional.empty();
        }
        String summary = status.sectionSummary();
        return Optional.of(name + " " + (summary == null ? "" : summary + " ")
                + (ready == null ? "" : "(" + ready.getReason() + ")"));
    }

    /** A condition of the status, by type. */
    public static Optional<Condition> condition(DDNNStatus status, String type) {
        return Objects.requireNonNullElse(status.conditions(), List.<Condition>of()).stream()
                .filter(c -> c.getType().equals(type))
                .findFirst();
    }

    /** How many pods are ready, for a line of progress. */
    int ready() {
        DDNNStatus status = get().getStatus();
        return status == null
                ? 0
                : Objects.requireNonNullElse(status.sections(), List.<SectionStatus>of()).stream()
                        .mapToInt(s -> Objects.requireNonNullElse(s.ready(), 0))
                        .sum();
    }

    /**
     * The entries as clients see them that sit beside each entry's own pod: as a device's capture program does.
     *
     * @param views of the story; each goes to the entry whose branch is named after it
     */
    public List<Entry> entriesBesideThePods(List<Story.View> views) {
        return addresses().stream()
                .map(a -> entry(a, views, nodeOf(Objects.requireNonNull(a.branch()))))
                .toList();
    }

    /** The entries as a client on a node sees them. */
    public List<Entry> entriesFrom(String node, List<Story.View> views) {
        return addresses().stream().map(a -> entry(a, views, node)).toList();
    }

    /** The entries as the status names them. */
    public List<Door> doors(List<Story.View> views) {
        return addresses().stream().map(a -> door(a, views)).toList();
    }

    /**
     * An entry.
     *
     * @param url of its pod
     * @param views that it takes
     */
    public record Door(URI url, List<Story.View> views) {
        public Door {
            views = List.copyOf(views);
        }
    }

    private static Door door(Address address, List<Story.View> views) {
        List<String> taken = viewsOf(Objects.requireNonNull(address.branch()), views);
        return new Door(
                URI.create(Objects.requireNonNull(address.url())),
                views.stream().filter(v -> taken.contains(v.name())).toList());
    }

    private List<Address> addresses() {
        DDNNStatus status = get().getStatus();
        List<Address> addresses = status == null ? null : status.addresses();
        if (addresses == null || addresses.isEmpty()) {
            throw new StoryFailure("the status of " + name + " names no addresses");
        }
        return addresses;
    }

    private String nodeOf(String branch) {
        DDNNStatus status = Objects.requireNonNull(get().getStatus());
        return Objects.requireNonNullElse(status.sections(), List.<SectionStatus>of()).stream()
                .limit(1)
                .flatMap(s -> Objects.requireNonNullElse(s.assignments(), List.<Assignment>of()).stream())
                .filter(a -> branch.equals(a.branch()))
                .map(a -> Objects.requireNonNullElse(a.node(), ""))
                .findFirst()
                .orElse("");
    }

    private Entry entry(Address address, List<Story.View> views, String node) {
        Door door = door(address, views);
        URI url = door.url();
        return new Entry(url.getHost(), name, door.views(), () -> names.resolve(node, url.getHost()).stream()
                .findFirst()
                .map(ip -> new InetSocketAddress(ip, url.getPort())));
    }

    /** A branch is named after its views, joined by hyphens; views may have hyphens themselves. */
    private static List<String> viewsOf(String branch, List<Story.View> views) {
        List<String> all = views.stream().map(Story.View::name).toList();
        if (all.contains(branch)) {
            return List.of(branch);
        }
        if (branch.equals(String.join("-", all))) {
            return all;
        }
        List<String> parts = Arrays.asList(branch.split("-"));
        return all.stream().filter(parts::contains).toList();
    }
}

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
import dev.ddnn.sandbox.story.Entry;
import dev.ddnn.sandbox.story.Story;
import io.fabric8.kubernetes.api.model.Condition;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** A DDNN in the sandbox, as its user sees it: spec, status and the addresses of its entries. */
public final class DeployedDDNN {
    private final Sandbox sandbox;
    private final String namespace;
    private final String name;

    public DeployedDDNN(Sandbox sandbox, String namespace, String name) {
        this.sandbox = sandbox;
        this.namespace = namespace;
        this.name = name;
    }

    /** The object as it is now. */
    public DDNN get() {
        DDNN found = sandbox.client()
                .resources(DDNN.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
        if (found == null) {
            throw new StoryFailure("there is no DDNN " + namespace + "/" + name);
        }
        return found;
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

    /** Waits until it is Ready at its newest generation. */
    public void awaitReady(Duration within, Consumer<String> tell) throws InterruptedException {
        Waiting.until(within, this::missing, tell);
    }

    private Optional<String> missing() {
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
        URI url = URI.create(Objects.requireNonNull(address.url()));
        List<String> names = viewsOf(Objects.requireNonNull(address.branch()), views);
        return new Entry(
                url.getHost(),
                name,
                views.stream().filter(v -> names.contains(v.name())).toList(),
                () -> sandbox.network().resolve(node, url.getHost()).stream()
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

package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.Assignment;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Six device nodes with a branch each; one is away, and one day it is gone. */
final class AwayAndGone {
    /** A node is given up 20 s after its last lease; Kubernetes looks every 5 s, and the machine may be busy. */
    private static final Duration NOTICED = Duration.ofSeconds(240);

    /** Kubernetes drops the pods of a node that is gone after 40 s, and looks every 20 s. */
    private static final Duration MOVED = Duration.ofSeconds(300);

    private static final String LOST = "view3";
    private static final int SAMPLES = 60;

    private final DigitsSandbox digits;
    private final DeployedDDNN ddnn;
    private final String name;
    private final Runnable nodeHasChanged;
    private final Consumer<String> remove;

    /** What else goes on while a node is away. */
    interface Meanwhile extends AutoCloseable {
        /** All is well, and the node of a view is about to be cut off. */
        default void beforeTheCut(String view) throws Exception {}

        /** It counts as lost. */
        default void duringTheCut(String node) throws Exception {}

        /** It is back, and all views are in the answers. */
        default void afterTheCut() throws Exception {}

        /** It was taken away, and all is well again. */
        default void atLast() throws Exception {}

        @Override
        default void close() throws Exception {}
    }

    /**
     * @param ddnn in the default namespace, with the story's six views, each as a branch of its first section, camera
     * @param name of the DDNN
     * @param nodeHasChanged what others do when a node is away or back
     * @param remove takes a node away for good
     */
    AwayAndGone(
            DigitsSandbox digits, DeployedDDNN ddnn, String name, Runnable nodeHasChanged, Consumer<String> remove) {
        this.digits = digits;
        this.ddnn = ddnn;
        this.name = name;
        this.nodeHasChanged = nodeHasChanged;
        this.remove = remove;
    }

    void play(Meanwhile meanwhile) throws Exception {
        // Given
        Map<String, String> before = assignments();
        Map<String, String> pods = pods(p -> true);
        String node = Objects.requireNonNull(before.get(LOST));
        assertThat(before).hasSize(6);

        // When, Then
        meanwhile.beforeTheCut(LOST);
        isCutOff(node);
        meanwhile.duringTheCut(node);
        assertThat(assignments()).isEqualTo(before);
        comesBack(node);
        meanwhile.afterTheCut();
        assertThat(assignments()).isEqualTo(before);
        assertThat(pods(p -> true)).isEqualTo(pods);

        // When, Then
        goes(node);
        Map<String, String> after = new TreeMap<>(assignments());
        assertThat(after.get(LOST)).isNotEqualTo(node);
        after.put(LOST, node);
        assertThat(after).isEqualTo(before);
        Map<String, String> others = pods(p -> !p.getMetadata().getName().startsWith(podsOf(LOST)));
        assertThat(others).hasSize(pods.size() - 1);
        assertThat(pods.entrySet()).containsAll(others.entrySet());
        meanwhile.atLast();
    }

    private void isCutOff(String node) throws Exception {
        long start = System.nanoTime();
        digits.kubectl("annotate", "node", node, "sandbox.ddnn.dev/machine=CutOff");
        eventually(NOTICED, () -> isReady(node), ready -> assertThat(ready).isFalse());
        nodeHasChanged.run();
        System.out.printf("%s: %s is not Ready %.1f s after it was cut off%n", name, node, seconds(start));
        assertThat(feedOthers()).allSatisfy(o -> {
            assertThat(o.verdict()).as("sample %d: %s", o.sample(), o.refused()).isNotNull();
            assertThat(Objects.requireNonNull(o.verdict()).present()).isEqualTo("111011");
        });
        assertThat(digits.processes(podsOf(LOST))).hasSize(1);
    }

    private void comesBack(String node) throws Exception {
        long start = System.nanoTime();
        digits.kubectl("annotate", "node", node, "sandbox.ddnn.dev/machine-");
        eventually(NOTICED, () -> isReady(node), ready -> assertThat(ready).isTrue());
        nodeHasChanged.run();
        allViewsAreInTheAnswers(NOTICED);
        System.out.printf("%s: all views are in the answers %.1f s after it came back%n", name, seconds(start));
        ddnn.awaitReady(NOTICED, System.out::println);
    }

    private void goes(String node) throws Exception {
        long start = System.nanoTime();
        remove.accept(node);
        eventually(MOVED, this::assignments, a -> assertThat(a.get(LOST))
                .isNotNull()
                .isNotEqualTo(node));
        System.out.printf("%s: %s has another node %.1f s after its own was taken away%n", name, LOST, seconds(start));
        allViewsAreInTheAnswers(MOVED);
        System.out.printf("%s: all views are in the answers after %.1f s%n", name, seconds(start));
        ddnn.awaitReady(NOTICED, System.out::println);
    }

    /** Streams are made a little after pods are Ready. */
    void allViewsAreInTheAnswers(Duration within) {
        eventually(within, () -> digits.feed(ddnn, SAMPLES), outcomes -> assertThat(outcomes)
                .allSatisfy(o -> assertThat(o.verdict()).isNotNull().matches(v -> v.isComplete() && !v.degraded())));
    }

    private String podsOf(String branch) {
        return name + "-camera-" + branch;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private boolean isReady(String node) {
        Node found = digits.sandbox().client().nodes().withName(node).get();
        return found.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    /** As clients beside the other cameras; the one that is away has its client with it. */
    private List<Outcome> feedOthers() throws Exception {
        List<Entry> entries = ddnn.entriesBesideThePods(digits.story().feed().views()).stream()
                .filter(e -> !e.host().startsWith(LOST + "."))
                .toList();
        assertThat(entries).hasSize(5);
        return new Feeder(digits.samples(), i -> entries, 4, Duration.ofSeconds(12)).feed(SAMPLES, done -> {});
    }

    Map<String, String> assignments() {
        var sections = Objects.requireNonNull(
                Objects.requireNonNull(ddnn.get().getStatus()).sections());
        Map<String, String> nodes = new TreeMap<>();
        for (Assignment one : Objects.requireNonNull(sections.get(0).assignments())) {
            nodes.put(Objects.requireNonNull(one.branch()), Objects.requireNonNullElse(one.node(), ""));
        }
        return nodes;
    }

    /** The nodes of the DDNN's pods, by the pods' identities. */
    private Map<String, String> pods(Predicate<Pod> which) {
        return new HashMap<>(
                digits
                        .sandbox()
                        .client()
                        .pods()
                        .inNamespace("default")
                        .withLabel("ddnn.dev/ddnn", name)
                        .list()
                        .getItems()
                        .stream()
                        .filter(which)
                        .collect(Collectors.toMap(
                                p -> p.getMetadata().getUid(), p -> p.getSpec().getNodeName())));
    }
}

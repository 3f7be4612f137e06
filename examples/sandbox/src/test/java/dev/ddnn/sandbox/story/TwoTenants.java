package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.pod.PodProcess;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.TinyStory;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Two DDNNs of one name in two namespaces, on the same pools, with different resources. */
final class TwoTenants {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final int SAMPLES = 60;

    /** Kubernetes puts these into each namespace, or drops them after their time. */
    private static final Set<String> NOT_OURS =
            Set.of("configmap/kube-root-ca.crt", "serviceaccount/default", "event", "event.events.k8s.io");

    /** What outlives its DDNN. */
    private static final String BILL = "ddnnusage.ddnn.dev/watch-";

    private TwoTenants() {}

    /** One is deleted and nothing of it is left but its bill; the other answers as before. */
    static void play(DigitsSandbox digits, TinyStory story) throws Exception {
        // Given
        DeployedDDNN north = story.ddnn("north", "watch");
        DeployedDDNN south = story.ddnn("south", "watch");
        try {
            story.apply("two-tenants.yaml");
            north.awaitReady(SOON, System.out::println);
            south.awaitReady(SOON, System.out::println);
            areApart(digits);
            answers(story, north);
            answers(story, south);
            Set<Long> souths = processes(digits, "south");

            // When
            digits.kubectl("delete", "ddnn", "watch", "-n", "north");

            // Then
            eventually(SOON, () -> everythingIn(digits, "north"), all -> assertThat(all)
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith(BILL)));
            eventually(
                    SOON, () -> processes(digits, "north"), p -> assertThat(p).isEmpty());
            assertThat(processes(digits, "south")).isEqualTo(souths);
            answers(story, south);
            assertThat(everythingIn(digits, "south")).hasSizeGreaterThan(8);
        } finally {
            digits.kubectl("delete", "namespace", "north", "south", "--wait=false");
            eventually(
                    SOON, () -> processes(digits, "south"), p -> assertThat(p).isEmpty());
        }
    }

    private static void answers(TinyStory story, DeployedDDNN ddnn) throws Exception {
        List<Entry> entries = story.entries(ddnn);
        assertThat(entries).hasSize(1);
        eventually(SOON, () -> story.feed(entries.get(0), SAMPLES), all -> {
            story.areThoseOfTheUncutModel(ddnn, all);
            assertThat(all)
                    .extracting(o -> o.verdict() == null ? "" : o.verdict().exit())
                    .contains("gate", "cloud");
        });
    }

    private static void areApart(DigitsSandbox digits) {
        assertThat(memory(digits, "north")).containsExactlyInAnyOrder("64Mi of 192Mi", "64Mi of 192Mi");
        assertThat(memory(digits, "south")).containsExactlyInAnyOrder("96Mi of 224Mi", "160Mi of 256Mi");
    }

    private static List<String> memory(DigitsSandbox digits, String namespace) {
        return digits.sandbox().client().pods().inNamespace(namespace).list().getItems().stream()
                .map(Pod::getSpec)
                .map(s -> s.getContainers().get(0).getResources())
                .map(r -> r.getRequests().get("memory") + " of " + r.getLimits().get("memory"))
                .toList();
    }

    private static Set<Long> processes(DigitsSandbox digits, String namespace) {
        return digits.sandbox().pods().processes().stream()
                .filter(p -> p.namespace().equals(namespace))
                .map(PodProcess::pid)
                .collect(Collectors.toSet());
    }

    /** Names of all objects of every kind that a namespace can hold. */
    private static Set<String> everythingIn(DigitsSandbox digits, String namespace) throws InterruptedException {
        String kinds = digits.kubectl("api-resources", "--namespaced", "--verbs=list", "-o", "name")
                .lines()
                .collect(Collectors.joining(","));
        return digits.kubectl("get", kinds, "-n", namespace, "-o", "name", "--ignore-not-found")
                .lines()
                .filter(name -> NOT_OURS.stream().noneMatch(ours -> name.equals(ours) || name.startsWith(ours + "/")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

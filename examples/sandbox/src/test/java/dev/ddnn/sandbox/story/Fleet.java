package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.Address;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.TinyStory;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Device and cloud, with a copy of the device's section on every node of its pool: a fleet of equal cameras. */
final class Fleet {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final int SAMPLES = 40;
    private static final String NAMESPACE = "fleet";
    private static final int PORT = 18080;

    private Fleet() {}

    /** A node that joins serves like the others, one that leaves is not missed, and each may be called at a port of its own. */
    static void play(DigitsSandbox digits, TinyStory story) throws Exception {
        // Given
        DeployedDDNN fleet = story.ddnn(NAMESPACE, "fleet");
        Set<String> three = Set.of("fleet-0", "fleet-1", "fleet-2");
        try {
            three.forEach(node -> digits.addDevice(node, Map.of("site", "fleet")));
            story.apply("fleet.yaml");
            everyNodeServes(story, fleet, three);
            Set<String> pods = pods(digits);

            // When
            long start = System.nanoTime();
            digits.addDevice("fleet-3", Map.of("site", "fleet"));

            // Then
            everyNodeServes(story, fleet, Set.of("fleet-0", "fleet-1", "fleet-2", "fleet-3"));
            System.out.printf(
                    "a node that joined serves %.1f s after it registered%n", (System.nanoTime() - start) / 1e9);
            assertThat(pods(digits)).hasSize(4).containsAll(pods);

            // When
            digits.sandbox().machines().remove("fleet-0");

            // Then
            everyNodeServes(story, fleet, Set.of("fleet-1", "fleet-2", "fleet-3"));
            aPortOfEachNodeLeadsToItsCopy(digits, story, fleet);
        } finally {
            digits.kubectl("delete", "ddnnpool/fleet", "--ignore-not-found");
            digits.kubectl("delete", "namespace", NAMESPACE, "--ignore-not-found", "--wait=false");
            for (String node : List.of("fleet-0", "fleet-1", "fleet-2", "fleet-3")) {
                digits.sandbox().machines().remove(node);
            }
        }
    }

    private static void aPortOfEachNodeLeadsToItsCopy(DigitsSandbox digits, TinyStory story, DeployedDDNN fleet)
            throws Exception {
        // When
        String port = "[{\"op\":\"add\",\"path\":\"/spec/sections/0/hostPort\",\"value\":" + PORT + "}]";
        digits.kubectl("patch", "ddnn/fleet", "--namespace=" + NAMESPACE, "--type=json", "--patch=" + port);

        // Then
        eventually(SOON, () -> addresses(fleet), all -> assertThat(all)
                .hasSize(3)
                .allMatch(address -> Objects.requireNonNull(address.url()).endsWith(":" + PORT)));
        everyNodeServes(story, fleet, Set.of("fleet-1", "fleet-2", "fleet-3"));
    }

    /** The status names one address per node, and each of them answers, some samples with the cloud's help. */
    private static void everyNodeServes(TinyStory story, DeployedDDNN fleet, Set<String> nodes) throws Exception {
        eventually(SOON, () -> nodes(fleet), found -> assertThat(found).isEqualTo(nodes));
        fleet.awaitReady(SOON, System.out::println);
        List<Entry> entries = eventually(
                SOON, () -> story.entries(fleet), all -> assertThat(all).hasSameSizeAs(nodes));
        eventually(
                SOON,
                () -> {
                    List<Outcome> all = new ArrayList<>();
                    for (Entry entry : entries) {
                        all.addAll(story.feed(entry, SAMPLES));
                    }
                    return all;
                },
                all -> {
                    story.areThoseOfTheUncutModel(fleet, all);
                    assertThat(all)
                            .extracting(o -> Objects.requireNonNull(o.verdict()).exit())
                            .contains("camera", "cloud");
                });
    }

    private static Set<String> nodes(DeployedDDNN fleet) {
        return addresses(fleet).stream().map(Address::node).collect(Collectors.toSet());
    }

    private static List<Address> addresses(DeployedDDNN fleet) {
        var status = Objects.requireNonNull(fleet.get().getStatus());
        return Objects.requireNonNullElse(status.addresses(), List.of());
    }

    private static Set<String> pods(DigitsSandbox digits) {
        return digits
                .sandbox()
                .client()
                .pods()
                .inNamespace(NAMESPACE)
                .withLabels(Map.of("ddnn.dev/ddnn", "fleet", "ddnn.dev/section", "camera"))
                .list()
                .getItems()
                .stream()
                .map(Pod::getMetadata)
                .map(m -> m.getUid())
                .collect(Collectors.toSet());
    }
}

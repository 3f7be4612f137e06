package dev.ddnn.sandbox.cluster;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.story.Outcome;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two teams have a DDNN each, on the same pools. */
@ExtendWith(DigitsClusterExtension.class)
class NamespacesClusterIT {
    private static final String OTHER = "ddnn-digits-other";
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    @Test
    void twoShareThePoolsAndOfADeletedOneNothingIsLeft(DigitsCluster cluster) throws Exception {
        // Given
        SeenPods first = SeenPods.of(cluster.client(), cluster.namespace(), "digits");
        String manifest =
                cluster.manifest("10.DDNN.digits.yaml").replace("requests: {cpu: 50m,", "requests: {cpu: 60m,");
        DeployedDDNN other = new DeployedDDNN(cluster.client(), OTHER, "digits");
        try (Namespaces namespaces = new Namespaces(cluster)) {
            namespaces.make(OTHER, "restricted");
            Set<String> empty = eventually(PATIENCE, () -> objects(cluster), all -> assertThat(all)
                    .contains("serviceaccount/default", "configmap/kube-root-ca.crt"));

            // When
            long start = System.nanoTime();
            apply(cluster, manifest);
            eventually(PATIENCE, () -> cluster.story().feed(other, 1), all -> assertThat(all)
                    .allMatch(o -> o.verdict() != null));
            System.out.printf(
                    "seconds from apply of a DDNN to its first answer: %.1f%n", (System.nanoTime() - start) / 1e9);
            other.awaitReady(PATIENCE, System.out::println);
            SeenPods second = SeenPods.of(cluster.client(), OTHER, "digits");

            // Then
            assertThat(cpuOfCameras(cluster, OTHER)).hasSize(6).containsOnly(new Quantity("60m"));
            assertThat(cpuOfCameras(cluster, cluster.namespace())).hasSize(6).containsOnly(new Quantity("50m"));
            assertThat(second.nodes()).isEqualTo(first.nodes());
            assertAllAnswered(cluster.story().feed(other, 200));
            assertAllAnswered(cluster.story().feed(200));
            eventually(PATIENCE, second::processes, p -> assertThat(p).hasSameSizeAs(second.pods()));

            // When
            cluster.kubectl("delete", "ddnn/digits", "--namespace=" + OTHER).orFail();

            // Then
            eventually(PATIENCE, () -> objects(cluster), o -> assertThat(o).isEqualTo(empty));
            eventually(PATIENCE, second::processes, p -> assertThat(p).isEmpty());
            assertAllAnswered(cluster.story().feed(200));
            assertThat(SeenPods.of(cluster.client(), cluster.namespace(), "digits"))
                    .isEqualTo(first);
        }
    }

    private static void apply(DigitsCluster cluster, String manifest) throws Exception {
        cluster.kubectlWithInput(manifest, "apply", "--server-side", "--namespace=" + OTHER, "-f", "-")
                .orFail();
    }

    private static List<Quantity> cpuOfCameras(DigitsCluster cluster, String namespace) {
        return cluster
                .client()
                .pods()
                .inNamespace(namespace)
                .withLabel("ddnn.dev/ddnn", "digits")
                .withLabel("ddnn.dev/section", "camera")
                .list()
                .getItems()
                .stream()
                .map(p -> p.getSpec()
                        .getContainers()
                        .get(0)
                        .getResources()
                        .getRequests()
                        .get("cpu"))
                .toList();
    }

    /** Everything in the namespace, of whatever kind; Events tell what was, and bills outlive what they are for. */
    private static Set<String> objects(DigitsCluster cluster) throws Exception {
        String kinds = cluster.kubectl("api-resources", "--namespaced", "--verbs=list", "-o", "name")
                .orFail()
                .lines()
                .filter(k -> !k.startsWith("events") && !k.startsWith("ddnnusages."))
                .collect(Collectors.joining(","));
        return cluster.kubectl("get", kinds, "--namespace=" + OTHER, "-o", "name")
                .orFail()
                .lines()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertAllAnswered(List<Outcome> outcomes) {
        assertThat(outcomes).isNotEmpty().allSatisfy(o -> assertThat(o.refused())
                .isNull());
    }
}

package dev.ddnn.sandbox.cluster;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.story.Outcome;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two teams have a DDNN each, on the same pools. */
@ExtendWith(DigitsClusterExtension.class)
class NamespacesClusterIT {
    private static final String OTHER = "ddnn-digits-other";
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String OWNED =
            "deployments,replicasets,daemonsets,services,configmaps,pods,poddisruptionbudgets,networkpolicies";

    @Test
    void twoShareThePoolsAndOfADeletedOneNothingIsLeft(DigitsCluster cluster) throws Exception {
        // Given
        SeenPods first = SeenPods.of(cluster.client(), cluster.namespace(), "digits");
        makeNamespace(cluster);
        String manifest =
                cluster.manifest("10.DDNN.digits.yaml").replace("requests: {cpu: 50m,", "requests: {cpu: 60m,");
        DeployedDDNN other = new DeployedDDNN(cluster.client(), OTHER, "digits");
        try {
            // When
            long start = System.nanoTime();
            apply(cluster, manifest);
            eventually(PATIENCE, () -> cluster.story().feed(other, 1), all -> assertThat(all)
                    .allMatch(o -> o.verdict() != null));
            System.out.printf(
                    "seconds from apply of a DDNN to its first answer: %.1f%n", (System.nanoTime() - start) / 1e9);
            other.awaitReady(PATIENCE, System.out::println);

            // Then
            assertThat(cpuOfCameras(cluster, OTHER)).hasSize(6).containsOnly(new Quantity("60m"));
            assertThat(cpuOfCameras(cluster, cluster.namespace())).hasSize(6).containsOnly(new Quantity("50m"));
            assertAllAnswered(cluster.story().feed(other, 200));
            assertAllAnswered(cluster.story().feed(200));

            // When
            cluster.kubectl("delete", "ddnn/digits", "--namespace=" + OTHER).orFail();

            // Then
            eventually(PATIENCE, () -> owned(cluster), o -> assertThat(o).isEmpty());
            assertAllAnswered(cluster.story().feed(200));
            assertThat(SeenPods.of(cluster.client(), cluster.namespace(), "digits"))
                    .isEqualTo(first);
        } finally {
            cluster.client().namespaces().withName(OTHER).delete();
            eventually(
                    PATIENCE,
                    () -> cluster.client().namespaces().withName(OTHER).get(),
                    n -> assertThat(n).isNull());
        }
    }

    private static void makeNamespace(DigitsCluster cluster) {
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(OTHER)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
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

    private static String owned(DigitsCluster cluster) throws Exception {
        return cluster.kubectl("get", OWNED, "--namespace=" + OTHER, "-l", "ddnn.dev/ddnn", "-o", "name")
                .orFail();
    }

    private static void assertAllAnswered(List<Outcome> outcomes) {
        assertThat(outcomes).isNotEmpty().allSatisfy(o -> assertThat(o.refused())
                .isNull());
    }
}

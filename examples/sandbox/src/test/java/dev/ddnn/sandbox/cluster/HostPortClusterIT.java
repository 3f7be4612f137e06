package dev.ddnn.sandbox.cluster;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.Address;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.story.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Node;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A port of the node, as a capture program on it uses it: where the namespace allows that, and where it does not. */
@ExtendWith(DigitsClusterExtension.class)
class HostPortClusterIT {
    private static final String PERMISSIVE = "ddnn-digits-door";
    private static final int PORT = 18_080;
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    @Test
    void podAnswersAtTheAddressOfItsNode(DigitsCluster cluster) throws Exception {
        // Given
        DeployedDDNN door = new DeployedDDNN(cluster.client(), PERMISSIVE, "door");
        URI url = URI.create("http://" + addressOf(cluster, "cloud") + ":" + PORT);
        try (Namespaces namespaces = new Namespaces(cluster)) {
            namespaces.make(PERMISSIVE, "privileged");

            // When
            apply(cluster, PERMISSIVE);
            door.awaitReady(PATIENCE, System.out::println);

            // Then
            assertThat(Objects.requireNonNull(door.get().getStatus()).addresses())
                    .singleElement()
                    .satisfies(a -> assertThat(a.node()).isEqualTo("cloud"))
                    .extracting(Address::url)
                    .isEqualTo(url.toString());
            assertThat(cluster.story().feed(door, 100))
                    .hasSize(100)
                    .allSatisfy(o -> assertThat(o.verdict()).isNotNull().matches(Verdict::isComplete));
            assertThat(ready(url)).isEqualTo(200);
        }
    }

    @Test
    void restrictedNamespaceSaysThatItForbidsThePort(DigitsCluster cluster) throws Exception {
        // Given
        DeployedDDNN door = new DeployedDDNN(cluster.client(), cluster.namespace(), "door");
        try {
            // When
            apply(cluster, cluster.namespace());

            // Then
            Condition ready = eventually(
                    PATIENCE, () -> ready(door), c -> assertThat(c.getReason()).isEqualTo("HostPortForbidden"));
            assertThat(ready.getStatus()).isEqualTo("False");
            assertThat(ready.getMessage())
                    .contains(
                            "`hostPort` " + PORT,
                            "violates PodSecurity \"restricted",
                            "pod-security.kubernetes.io/enforce: privileged");
        } finally {
            cluster.kubectl("delete", "ddnn/door", "--cascade=foreground").orFail();
        }
        assertThat(cluster.client()
                        .resources(DDNN.class)
                        .inNamespace(cluster.namespace())
                        .withName("door")
                        .get())
                .isNull();
    }

    private static Condition ready(DeployedDDNN door) {
        return DeployedDDNN.condition(Objects.requireNonNull(door.get().getStatus()), "Ready")
                .orElseThrow();
    }

    private static void apply(DigitsCluster cluster, String namespace) throws Exception {
        String manifest = cluster.manifest("20.DDNN.digits-cloud.yaml")
                .replace("name: digits-cloud", "name: door")
                .replace(
                        "    - name: cloud\n",
                        "    - name: cloud\n      placement: EveryNode\n      hostPort: " + PORT + "\n");
        cluster.kubectlWithInput(manifest, "apply", "--server-side", "--namespace=" + namespace, "-f", "-")
                .orFail();
    }

    private static String addressOf(DigitsCluster cluster, String node) {
        Node found = cluster.client().nodes().withName(node).get();
        return found.getStatus().getAddresses().stream()
                .filter(a -> a.getType().equals("InternalIP"))
                .findFirst()
                .orElseThrow()
                .getAddress();
    }

    private static int ready(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url.resolve("/v2/health/ready")).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

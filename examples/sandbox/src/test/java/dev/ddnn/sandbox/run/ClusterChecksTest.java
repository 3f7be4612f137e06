package dev.ddnn.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterChecksTest {
    private static final String POD = "ddnn.dev/section-pod:1";
    private static final String OPERATOR = "ddnn.dev/operator:1";

    private static Node node(String name, String site, String... images) {
        return Serialization.unmarshal("""
                metadata: {name: %s, labels: {site: %s}}
                status: {images: [{names: [%s]}]}
                """.formatted(name, site, String.join(", ", images)), Node.class);
    }

    private static DDNNNodePool pool(String name, String site) {
        return Serialization.unmarshal("""
                metadata: {name: %s}
                spec: {tier: Edge, nodes: {selector: {matchLabels: {site: %s}}}}
                """.formatted(name, site), DDNNNodePool.class);
    }

    private static ClusterFacts facts(int minor, List<Node> nodes, boolean loaded, String... denied) {
        return new ClusterFacts(
                1,
                minor,
                nodes,
                List.of(pool("edge", "district"), pool("cloud", "cloud")),
                new ClusterFacts.Images(List.of(OPERATOR), List.of(POD), loaded),
                List.of(denied));
    }

    @Test
    void aClusterWithNodesAndImagesIsFine() {
        // Given
        List<Node> nodes = List.of(node("a", "district", POD), node("b", "cloud", OPERATOR, POD), node("c", "else"));

        // When, Then
        assertThat(ClusterChecks.problems(facts(33, nodes, false))).isEmpty();
    }

    @Test
    void allObstaclesAreNamedAtOnceWithTheirRemedies() {
        // When
        List<String> problems = ClusterChecks.problems(
                facts(27, List.of(node("a", "district")), false, "list nodes", "create namespaces"));

        // Then
        assertThat(problems)
                .containsExactly(
                        "Kubernetes must be 1.30 or newer, found 1.27: use another cluster or upgrade this one",
                        "this user may not list nodes, nor create namespaces: ask for these rights, or use a kubeconfig of"
                                + " an administrator",
                        "no node has the labels of pool cloud (site=cloud): kubectl label node NODE site=cloud",
                        "images are missing: " + OPERATOR + " on any node; " + POD + " on a: "
                                + ClusterChecks.IMAGE_REMEDY);
    }

    @Test
    void imagesThatAreLoadedOrPulledNeedNotBeThere() {
        // Given
        List<Node> nodes = List.of(node("a", "district"), node("b", "cloud"));
        ClusterFacts pulled = new ClusterFacts(
                1,
                33,
                nodes,
                List.of(pool("edge", "district")),
                new ClusterFacts.Images(
                        List.of("registry.example/operator:1"), List.of("registry.example/pod:1"), false),
                List.of());

        // When, Then
        assertThat(ClusterChecks.problems(facts(33, nodes, true))).isEmpty();
        assertThat(ClusterChecks.problems(pulled)).isEmpty();
    }
}

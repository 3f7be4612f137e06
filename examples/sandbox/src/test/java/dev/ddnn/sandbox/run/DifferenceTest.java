package dev.ddnn.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {
    private static final String POOL = """
            apiVersion: ddnn.dev/v1alpha1
            kind: DDNNNodePool
            metadata: {name: a}
            spec: {tier: Edge, nodes: {selector: {matchLabels: {site: north}}}, tolerations: [{key: k}], weight: 1.50}
            """;

    private static JsonNode yaml(String text) {
        return Serialization.unmarshal(text, JsonNode.class);
    }

    @Test
    void whoItIsAndWhatOthersWriteDoNotCount() {
        // Given
        String other = POOL.replace("name: a", "name: b, uid: u, labels: {x: y}")
                        .replace("1.50", "1.5") + "status: {nodes: {ready: 1}}";

        // When / Then
        assertThat(Difference.between(yaml(other), yaml(POOL))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tier: Edge | tier: Cloud | spec.tier must be Edge, found Cloud",
                "site: north | site: south | spec.nodes.selector.matchLabels.site must be north, found south",
                "site: north | area: north | spec.nodes.selector.matchLabels.site must be north, found nothing",
                "tier: Edge | tier: Edge, more: {a: 1} | spec.more must be nothing, found {\"a\":1}",
                "key: k | key: l | spec.tolerations[0].key must be k, found l",
                "{key: k} | | spec.tolerations must be [{\"key\":\"k\"}], found []",
                "1.50 | 2 | spec.weight must be 1.5, found 2",
            })
    void theFirstFieldThatDiffersIsNamed(String wanted, String found, String message) {
        // Given
        String other = POOL.replace(wanted, found == null ? "" : found);

        // When / Then
        assertThat(Difference.between(yaml(other), yaml(POOL))).contains(message);
    }
}

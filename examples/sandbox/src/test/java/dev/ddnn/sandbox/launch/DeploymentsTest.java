package dev.ddnn.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentsTest {
    private static Deployment deployment(String name, int ready) {
        return Serialization.unmarshal("""
                metadata: {name: %s, labels: {app.kubernetes.io/name: %s, app.kubernetes.io/part-of: ddnn}}
                status: {readyReplicas: %d}
                """.formatted(name, name, ready), Deployment.class);
    }

    @Test
    void onlyOperatorAndHubAreWaitedFor() {
        // Given
        List<Deployment> all = List.of(
                deployment("ddnn-operator", 1),
                deployment("ddnn-hub", 0),
                deployment("digits-gateway", 0),
                Serialization.unmarshal("metadata: {name: unlabelled}", Deployment.class));

        // When / Then
        assertThat(Deployments.missing(all)).contains("waiting for [ddnn-hub]");
    }
}

package dev.ddnn.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.KubectlResult;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything runs where the <em>restricted</em> standard is enforced. */
@ExtendWith(DigitsClusterExtension.class)
class RestrictedClusterIT {
    private static final String ROOT = """
            apiVersion: v1
            kind: Pod
            metadata: {name: root}
            spec:
              containers:
                - {name: root, image: "ddnn.dev/hub:0.1.0-SNAPSHOT", securityContext: {runAsUser: 0}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"ddnn-system", "ddnn-digits"})
    void namespaceRefusesWhatIsNotRestricted(String namespace, DigitsCluster cluster) throws Exception {
        // Given
        List<Pod> pods = cluster.client().pods().inNamespace(namespace).list().getItems();

        // When
        KubectlResult result =
                cluster.kubectlWithInput(ROOT, "create", "--dry-run=server", "--namespace=" + namespace, "-f", "-");

        // Then
        assertThat(pods).isNotEmpty();
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.errors()).contains("violates PodSecurity \"restricted");
    }
}

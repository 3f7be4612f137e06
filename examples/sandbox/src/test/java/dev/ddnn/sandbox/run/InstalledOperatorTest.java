package dev.ddnn.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstalledOperatorTest {
    private static Deployment deployment(String name, String image) {
        return Serialization.unmarshal("""
                metadata: {name: x, namespace: sys, labels: {app.kubernetes.io/name: %s}}
                spec:
                  template:
                    spec:
                      containers:
                        - image: %s
                          env: [{name: DDNN_IMAGES_SECTION_POD, value: "r.example/a/section-pod:7"}]
                """.formatted(name, image), Deployment.class);
    }

    @Test
    void isReadFromItsDeployments() {
        // When
        InstalledOperator found = InstalledOperator.among(
                        List.of(deployment("ddnn-hub", "h:1"), deployment("ddnn-operator", "o:1")))
                .orElseThrow();

        // Then
        assertThat(found)
                .isEqualTo(new InstalledOperator("sys", "o:1", "h:1", "r.example/a/section-pod:7", List.of(), null));
        assertThat(found.clientImage(found)).isEqualTo("r.example/a/story-client:7");
    }

    @Test
    void theClientOfAPinnedSectionPodHasTheTagOfTheCheckout() {
        // Given
        InstalledOperator checkout =
                new InstalledOperator("sys", "o:2", "h:2", "ddnn.dev/section-pod:2", List.of(), null);
        InstalledOperator pinned = new InstalledOperator(
                "sys", "o@sha256:a", "h@sha256:b", "r.example:5000/section-pod@sha256:c", List.of(), null);

        // When / Then
        assertThat(pinned.clientImage(checkout)).isEqualTo("r.example:5000/story-client:2");
    }

    @Test
    void isRemovedByTheToolThatInstalledIt() {
        // Given
        Deployment byKubectl = deployment("ddnn-operator", "o:1");
        Deployment byHelm = deployment("ddnn-operator", "o:1");
        byHelm.getMetadata().setAnnotations(Map.of("meta.helm.sh/release-name", "ours"));

        // Then
        assertThat(InstalledOperator.among(List.of(byKubectl)).orElseThrow().removal())
                .containsExactly("kubectl delete -k operator/install/base");
        assertThat(InstalledOperator.among(List.of(byHelm)).orElseThrow().removal())
                .first()
                .isEqualTo("helm uninstall ours --namespace sys --wait");
    }

    @Test
    void withoutAHubItIsToBeInstalledAgain() {
        // Given
        InstalledOperator half = InstalledOperator.among(List.of(deployment("ddnn-operator", "o:1")))
                .orElseThrow();

        // Then
        assertThat(half.problems("ddnn-digits"))
                .containsExactly(
                        "the operator is installed in namespace sys, but there is no hub: install it again (kubectl"
                                + " apply --server-side -k operator/install/base), or remove it ('Uninstalling' in"
                                + " operator/install/README.md)");
    }

    @Test
    void oneThatServesSomeNamespacesOnlyMustServeTheStorys() {
        // Given
        Deployment operator = deployment("ddnn-operator", "o:1");
        operator.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv()
                .add(new EnvVar("DDNN_WATCH_NAMESPACES", "city, port", null));
        InstalledOperator found = InstalledOperator.among(List.of(operator, deployment("ddnn-hub", "h:1")))
                .orElseThrow();

        // Then
        assertThat(found.problems("port")).isEmpty();
        assertThat(found.problems("ddnn-digits"))
                .containsExactly(
                        "the operator in namespace sys must serve namespace ddnn-digits, but serves only city, port:"
                                + " add it ('Some namespaces only' in operator/install/README.md)");
    }

    @Test
    void isAbsentWithoutThem() {
        assertThat(InstalledOperator.among(List.of(deployment("other", "o:1")))).isEmpty();
    }
}

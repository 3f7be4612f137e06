package dev.ddnn.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataSiteTest {
    private static Pod pod(String spec) {
        return Serialization.unmarshal("metadata: {name: p}\nspec: " + spec, Pod.class);
    }

    @Test
    void theClientToleratesWhatThePodThereTolerates() {
        // Given
        List<Pod> pods = List.of(
                pod("{}"),
                pod("{nodeName: device-2, tolerations: [{key: other}]}"),
                pod("{nodeName: device-1, tolerations: [{key: node-role.kubernetes.io/edge}, {key: lease}]}"));

        // When
        DataSite site = DataSite.among(pods).orElseThrow();

        // Then
        assertThat(site.node()).isEqualTo("device-1");
        assertThat(site.tolerations())
                .extracting(Toleration::getKey)
                .containsExactly("node-role.kubernetes.io/edge", "lease");
    }

    @Test
    void withoutAPodOnANodeThereIsNone() {
        // When / Then
        assertThat(DataSite.among(List.of(pod("{}")))).isEmpty();
    }
}

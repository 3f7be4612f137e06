package dev.ddnn.sandbox.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.story.Story;
import dev.ddnn.sandbox.story.StoryFile;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantCommandsTest {
    @Test
    void theyAreForQuotasAndBillsOfAllAndOfTheTenant() {
        assertThat(TenantCommands.of(
                        List.of("city"), "ddnn-quota", YearMonth.of(2026, 1), Path.of("/anywhere/csv.gotemplate")))
                .containsExactly(
                        "kubectl get ddnnquota -A",
                        "kubectl describe ddnnquota/city -n ddnn-quota",
                        "kubectl get ddnnusage -A",
                        "kubectl get ddnnusage -n ddnn-quota -l ddnn.dev/month=2026-01 -o go-template-file=/anywhere/csv.gotemplate");
    }

    @Test
    void aStoryWithoutTenantsHasNone() throws Exception {
        // Given
        Path folder = Checkout.find().story("digits");
        Story story = StoryFile.read(folder);

        // When: nothing is asked for, so there need be no cluster
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            // Then
            assertThat(TenantCommands.of(client, story, folder, "default")).isEmpty();
        }
    }
}

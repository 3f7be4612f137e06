package dev.ddnn.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What Argo CD shows for our objects. */
class HealthScriptTest {
    private static final Path SETTINGS = Path.of("argocd", "argocd-cm.yaml");
    private static final String KEY = "resource.customizations.health.ddnn.dev_";

    @Test
    void everyStatusFileHasTheHealthOfTheTable() throws IOException {
        // Given
        Map<String, String> expected = StatusFiles.expected(true);
        Map<String, ObjectNode> objects = StatusFiles.objects();
        assertThat(expected).hasSizeGreaterThanOrEqualTo(20);
        assertThat(objects).containsKeys(expected.keySet().toArray(String[]::new));

        // When
        var found = new TreeMap<String, String>();
        for (String story : expected.keySet()) {
            found.put(story, HealthScript.of(objects.get(story)).status());
        }

        // Then
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void theMessageIsTheOneOfTheConditionThatMatters() throws IOException {
        var objects = StatusFiles.objects();

        assertThat(HealthScript.of(objects.get("it-waits-for-a-pool-and-the-model"))
                        .message())
                .contains("found 'cloud', which does not exist yet");
        assertThat(HealthScript.of(objects.get("a-branch-beyond-the-quorum-is-away"))
                        .message())
                .contains("answers; section 'camera' has 2 of 3 pods ready");
    }

    @Test
    void aSpecThatWasNotLookedAtIsNoFailureAndNoSuccess() throws IOException {
        for (String story : new String[] {"all-pods-are-ready", "a-model-is-refused"}) {
            ObjectNode object = StatusFiles.objects().get(story);
            assertThat(HealthScript.of(StatusFiles.changed(object)).status()).isEqualTo("Progressing");
            assertThat(HealthScript.of(StatusFiles.deleted(object)).message()).isEqualTo("is being deleted");
            object.remove("status");
            assertThat(HealthScript.of(object).status()).isEqualTo("Progressing");
        }
    }

    /** {@code -Dregenerate} writes the settings anew. */
    @Test
    void theSettingsOfArgoHoldTheScript() throws IOException {
        // Given
        String script = Files.readString(HealthScript.FILE).indent(4);
        String settings = """
                # kubectl patch --patch-file: the health of our kinds, for Argo CD. Both scripts are health.lua.
                data:
                  %sDDNN: |
                %s  %sDDNNNodePool: |
                %s""".formatted(KEY, script, KEY, script).replaceAll("(?m)^ +$", "");

        // When
        if (System.getProperty("regenerate") != null) {
            Files.writeString(SETTINGS, settings);
        }

        // Then
        assertThat(Files.readString(SETTINGS)).isEqualTo(settings);
        var data = StatusFiles.YAML.readTree(SETTINGS.toFile()).get("data");
        assertThat(data.get(KEY + "DDNN").asText()).isEqualTo(Files.readString(HealthScript.FILE));
        assertThat(data.get(KEY + "DDNNNodePool").asText()).isEqualTo(Files.readString(HealthScript.FILE));
    }
}

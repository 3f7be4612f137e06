package dev.ddnn.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ApiServerExtension;
import dev.ddnn.controlplane.junit.Needs;
import dev.ddnn.gitops.Kstatus.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the genuine kstatus and Flux's expressions say of our objects. */
@ExtendWith(ApiServerExtension.class)
class KstatusApiServerIT {
    private static final Map<String, String> ARGO = Map.of(
            "Current", "Healthy", "InProgress", "Progressing", "Failed", "Degraded", "Terminating", "Progressing");

    @TempDir
    Path directory;

    private Kstatus kstatus;

    @BeforeEach
    void compile() {
        kstatus = Needs.orSkip(KstatusApiServerIT.class, () -> Kstatus.compiled(directory));
    }

    @Test
    void everyStatusFileHasTheVerdictOfTheTable() throws IOException {
        // Given
        Map<String, String> expected = StatusFiles.expected(false);
        Map<String, ObjectNode> objects = StatusFiles.objects();

        // When
        Map<String, Verdict> verdicts = kstatus.judge(objects);

        // Then
        expected.forEach(
                (story, verdict) -> assertThat(verdicts.get(story)).as(story).isEqualTo(Verdict.both(verdict)));
        for (var verdict : verdicts.entrySet()) {
            assertThat(HealthScript.of(objects.get(verdict.getKey())).status())
                    .as(verdict.getKey())
                    .isEqualTo(ARGO.get(verdict.getValue().kstatus()));
            assertThat(verdict.getValue().flux())
                    .as(verdict.getKey())
                    .isEqualTo(verdict.getValue().kstatus());
        }
    }

    @Test
    void aSpecThatWasNotLookedAtIsInProgress() throws IOException {
        // Given
        var objects = new TreeMap<String, ObjectNode>();
        StatusFiles.objects().forEach((story, object) -> objects.put(story, StatusFiles.changed(object)));

        // When
        Map<String, Verdict> verdicts = kstatus.judge(objects);

        // Then
        assertThat(verdicts.values()).containsOnly(Verdict.both("InProgress"));
    }

    @Test
    void whatIsBeingDeletedIsTerminating() throws IOException {
        var object = StatusFiles.deleted(StatusFiles.objects().get("all-pods-are-ready"));

        assertThat(kstatus.judge(Map.of("deleted", object)).get("deleted").kstatus())
                .isEqualTo("Terminating");
    }

    @Test
    void anObjectThatNobodyHasLookedAtIsInProgress(ControlPlane plane) throws IOException, InterruptedException {
        // Given objects in an API server without our operator
        Examples.install(plane);
        Examples.apply(plane, Path.of("..", "digits", "manifests"));

        // When
        var objects = new TreeMap<String, JsonNode>();
        for (String name : new String[] {"ddnn/digits", "ddnnnodepool/cloud"}) {
            objects.put(
                    name.replace('/', '-'),
                    new ObjectMapper()
                            .readTree(plane.kubectl("get", name, "-o", "json").orFail()));
        }

        // Then
        assertThat(kstatus.judge(objects).values()).containsOnly(Verdict.both("InProgress"));
        for (JsonNode object : objects.values()) {
            assertThat(HealthScript.of(object).status()).isEqualTo("Progressing");
        }
    }
}

package dev.ddnn.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ApiServerExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GitOps tools apply the same files every few minutes: that must be no change, or they fight for ever. */
@ExtendWith(ApiServerExtension.class)
class SecondApplyApiServerIT {
    @BeforeAll
    static void install(ControlPlane plane) throws InterruptedException {
        Examples.install(plane);
    }

    static Stream<Path> paths() throws IOException {
        return Stream.concat(Examples.folders().stream(), Stream.of(Path.of("..", "..", "crds", "manifests")));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aSecondApplyChangesNothing(Path path, ControlPlane plane) throws IOException, InterruptedException {
        // Given
        boolean kustomized = path.resolve("kustomization.yaml").toFile().exists();
        Map<String, String> first = apply(plane, path, kustomized);
        assertThat(first).isNotEmpty();

        // When
        Map<String, String> second = apply(plane, path, kustomized);

        // Then
        assertThat(second).isEqualTo(first);
    }

    /** What the API server has after applying: name, and all metadata that a change would show in. */
    private static Map<String, String> apply(ControlPlane plane, Path path, boolean kustomized)
            throws IOException, InterruptedException {
        String list = plane.kubectl(
                        "apply",
                        "--server-side",
                        "--field-manager=gitops",
                        "--force-conflicts",
                        kustomized ? "-k" : "-f",
                        path.toString(),
                        "-o",
                        "json")
                .orFail();
        var applied = new TreeMap<String, String>();
        JsonNode root = new ObjectMapper().readTree(list);
        for (JsonNode object : root.has("items")
                ? root.get("items")
                : new ObjectMapper().createArrayNode().add(root)) {
            JsonNode metadata = object.get("metadata");
            applied.put(
                    object.get("kind").asText() + "/" + metadata.get("name").asText(),
                    metadata.get("resourceVersion") + " " + metadata.get("generation") + " "
                            + metadata.get("managedFields"));
        }
        return applied;
    }
}

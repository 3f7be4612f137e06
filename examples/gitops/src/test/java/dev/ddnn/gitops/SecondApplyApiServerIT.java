package dev.ddnn.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ApiServerExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GitOps tools apply the same files every few minutes: that must be no change, or they fight for ever. */
@ExtendWith(ApiServerExtension.class)
class SecondApplyApiServerIT {
    private static final List<String> KINDS = List.of("ddnn", "ddnnquota", "ddnnnodepool");
    private static final String NAMED = "jsonpath={range .items[*]}{.metadata.name} {.metadata.namespace}{'\\n'}{end}";
    private static final String MANAGERS = "--show-managed-fields";

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
        String from = path.resolve("kustomization.yaml").toFile().exists() ? "-k" : "-f";
        apply(plane, from, path);
        lookAtAll(plane);
        Map<String, String> seen = objects(plane.kubectl("get", from, path.toString(), "-o", "json", MANAGERS)
                .orFail());
        assertThat(seen).isNotEmpty();

        // When
        Map<String, String> second = apply(plane, from, path);

        // Then
        assertThat(second).isEqualTo(seen);
    }

    /** For other tests on the same API server, nobody has been here. */
    @AfterAll
    static void leave(ControlPlane plane) throws InterruptedException {
        for (String kind : KINDS) {
            plane.kubectl("delete", kind, "--all", "--all-namespaces").orFail();
        }
    }

    private static Map<String, String> apply(ControlPlane plane, String from, Path path)
            throws IOException, InterruptedException {
        return objects(plane.kubectl(
                        "apply",
                        "--server-side",
                        "--field-manager=gitops",
                        "--force-conflicts",
                        from,
                        path.toString(),
                        "-o",
                        "json",
                        MANAGERS)
                .orFail());
    }

    /**
     * Writes a status, as the operator does at once. Until then an object is stored without the status that the API server shows by
     * itself, and the next apply, whatever it holds, stores that.
     */
    private static void lookAtAll(ControlPlane plane) throws InterruptedException {
        for (String kind : KINDS) {
            for (String named : plane.kubectl("get", kind, "--all-namespaces", "-o", NAMED)
                    .orFail()
                    .lines()
                    .toList()) {
                String[] words = named.split(" ");
                plane.kubectl(
                                "patch",
                                kind,
                                words[0],
                                "--namespace=" + (words.length == 1 ? "" : words[1]),
                                "--subresource=status",
                                "--type=merge",
                                "--patch={\"status\":{\"observedGeneration\":1}}")
                        .orFail();
            }
        }
    }

    /** Name of each object, and all metadata that a change would show in. */
    private static Map<String, String> objects(String list) throws IOException {
        var objects = new TreeMap<String, String>();
        JsonNode root = new ObjectMapper().readTree(list);
        for (JsonNode object : root.has("items")
                ? root.get("items")
                : new ObjectMapper().createArrayNode().add(root)) {
            JsonNode metadata = object.get("metadata");
            objects.put(
                    object.get("kind").asText() + "/"
                            + metadata.path("namespace").asText() + "/"
                            + metadata.get("name").asText(),
                    metadata.get("resourceVersion") + " " + metadata.get("generation") + " "
                            + metadata.get("managedFields"));
        }
        return objects;
    }
}

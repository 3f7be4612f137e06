package dev.ddnn.api.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ApiServerExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kubernetes before 1.34 estimates what a rule costs without a look at the longest text of an amount ({@code x-kubernetes-int-or-string}), and
 * refuses a definition that is too dear by that. Without that bound, a newer one estimates the same.
 */
@ExtendWith(ApiServerExtension.class)
class OlderServersApiServerIT {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @ParameterizedTest
    @MethodSource("manifests")
    void takeADefinition(Path manifest, ControlPlane plane, @TempDir Path directory)
            throws IOException, InterruptedException {
        // Given a definition in a group of its own, so that none is there that it could be an update of
        var definition = YAML.readTree(Files.readString(manifest).replace("ddnn.dev", "older.example"));
        unbound(definition);
        var file = Files.write(directory.resolve("definition.yaml"), YAML.writeValueAsBytes(definition));
        // When
        var created = plane.kubectl("create", "--dry-run=server", "--filename", file.toString());
        // Then
        assertThat(created.errors()).isEmpty();
        assertThat(created.exitCode()).isZero();
    }

    static List<Path> manifests() throws IOException {
        try (var files = Files.list(Path.of("manifests"))) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    private static void unbound(JsonNode node) {
        if (node.path("x-kubernetes-int-or-string").asBoolean()) {
            ((ObjectNode) node).remove("maxLength");
        }
        node.forEach(OlderServersApiServerIT::unbound);
    }
}

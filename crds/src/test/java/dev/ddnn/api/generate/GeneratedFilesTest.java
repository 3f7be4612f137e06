package dev.ddnn.api.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checked-in manifests and reference page are what the classes say. {@code -Dregenerate} rewrites them. */
class GeneratedFilesTest {
    private static final Path MANIFESTS = Path.of("manifests");
    /** Helm never upgrades what it finds in a chart's own place for them, so the chart has them as templates. */
    private static final Path IN_CHART = Path.of("../operator/install/chart/files/crds");

    private static final Path ON_CLASS_PATH = Path.of("target/classes/META-INF/fabric8");
    private static final boolean REGENERATE = System.getProperty("regenerate") != null;

    static Map<Path, String> expected() {
        var definitions = Definitions.generate();
        var files = new TreeMap<Path, String>();
        definitions.files().forEach((name, content) -> {
            files.put(MANIFESTS.resolve(name), content);
            files.put(ON_CLASS_PATH.resolve(name), content);
            files.put(IN_CHART.resolve(name), content);
        });
        files.put(MANIFESTS.resolve("kustomization.yaml"), kustomization(definitions));
        files.put(Path.of("REFERENCE.md"), ReferencePage.of(definitions.all()));
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void isWhatTheClassesSay(Path file) throws IOException {
        // Given
        var generated = expected().get(file);
        if (REGENERATE) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, generated);
        }
        // When
        var checkedIn = Files.exists(file) ? Files.readString(file) : "";
        // Then
        assertThat(checkedIn)
                .withFailMessage(
                        "%s is stale. Run `mvn -pl crds -am test -Dregenerate` and review the diff.",
                        Path.of("crds").resolve(file).normalize())
                .isEqualTo(generated);
    }

    @Test
    void isTheSameEveryTime() {
        // Given the files of one run; When
        var again = expected();
        // Then
        assertThat(again).isEqualTo(expected());
    }

    @Test
    void hasNoOtherManifests() throws IOException {
        // Given
        try (var files = Files.list(MANIFESTS)) {
            // When
            var names = files.map(f -> MANIFESTS.resolve(f.getFileName())).toList();
            // Then
            assertThat(expected().keySet()).containsAll(names);
        }
    }

    static Iterable<Path> files() {
        return expected().keySet();
    }

    private static String kustomization(Definitions definitions) {
        return definitions.files().keySet().stream()
                .map(name -> "  - " + name + "\n")
                .collect(Collectors.joining(
                        "", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n", ""));
    }
}

package dev.ddnn.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.ddnn.api.generate.Definitions;
import dev.ddnn.api.generate.SchemaWalk;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The folders of valid and invalid files are complete, and the records take what the schema takes. */
class ContractFilesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "DDNN",
            DDNN.class,
            "DDNNNodePool",
            DDNNNodePool.class,
            "DDNNQuota",
            DDNNQuota.class,
            "DDNNRevision",
            DDNNRevision.class,
            "DDNNUsage",
            DDNNUsage.class);

    @ParameterizedTest
    @MethodSource("dev.ddnn.api.contract.ContractFile#valid")
    void recordsKeepAllOfAValidFile(ContractFile file) throws IOException {
        // Given
        var written = YAML.readTree(file.yaml());
        // When
        var read = throughRecords(written);
        // Then
        assertThat(written.equals(ContractFilesTest::compare, read))
                .as("%s, written as %s", read, written)
                .isTrue();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("examples")
    void recordsKeepAllOfAnExample(Path file) throws IOException {
        // Given
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            while (documents.hasNext()) {
                var written = documents.next();
                if (isOurs(written)) {
                    // When
                    var read = throughRecords(written);
                    // Then
                    assertThat(read).isEqualTo(written);
                }
            }
        }
    }

    @Test
    void everySpecFieldHasAFileThatBreaksIt() {
        // Given
        var broken = folders(ContractFile.invalid());
        // When
        var fields = specFields();
        // Then
        assertThat(broken).containsAll(fields);
    }

    @Test
    void everyFolderIsNamedAfterAField() {
        // Given
        var fields = specFields();
        fields.addAll(Set.of("DDNN.metadata.name", "DDNNNodePool.metadata.name", "DDNNQuota.metadata.name"));
        // When
        var folders = folders(ContractFile.invalid());
        folders.addAll(folders(ContractFile.valid()));
        // Then
        assertThat(fields).containsAll(folders);
    }

    @ParameterizedTest
    @MethodSource("dev.ddnn.api.contract.ContractFile#invalid")
    void anInvalidFileSaysWhatIsExpected(ContractFile file) {
        // Given an invalid file; When
        var expected = file.expected();
        // Then
        assertThat(expected).isNotEmpty();
    }

    static Stream<Path> examples() throws IOException {
        try (var files = Files.walk(Path.of("../examples"), 2)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    /** Equal: 0. Records write an amount as text, and it may be written as a number. */
    private static int compare(JsonNode written, JsonNode read) {
        boolean isAmount = written.isIntegralNumber() && read.isTextual();
        return written.equals(read) || (isAmount && written.asText().equals(read.asText())) ? 0 : 1;
    }

    private static boolean isOurs(JsonNode document) {
        return document.path("apiVersion").asText().startsWith("ddnn.dev/");
    }

    private static JsonNode throughRecords(JsonNode written) throws IOException {
        var kind = KINDS.get(written.get("kind").asText());
        return YAML.readTree(YAML.writeValueAsBytes(YAML.treeToValue(written, kind)));
    }

    private static Set<String> folders(List<ContractFile> files) {
        return files.stream().map(ContractFile::field).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> specFields() {
        return Definitions.generate().all().stream()
                .flatMap(d ->
                        SchemaWalk.fieldsOf(d.getSpec()
                                        .getVersions()
                                        .get(0)
                                        .getSchema()
                                        .getOpenAPIV3Schema())
                                .stream()
                                .filter(f -> f.path().startsWith("spec"))
                                .map(f -> d.getSpec().getNames().getKind() + "." + f.plainPath()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

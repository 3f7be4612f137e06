package dev.ddnn.api.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddnn.api.contract.ContractFile;
import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ApiServerExtension;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The API server takes every valid file and says exactly what is expected to every invalid one. {@code -Dregenerate}
 * writes what it says into the files, for the diff to be reviewed.
 */
@ExtendWith(ApiServerExtension.class)
class ContractApiServerIT {
    private static final boolean REGENERATE = System.getProperty("regenerate") != null;
    private static final String NAMESPACE = "contract";
    /** Said in addition to errors of structure; what counts is those. */
    private static final String INCOMPLETE = "some validation rules were not checked";

    private static InstalledApi api;

    @BeforeAll
    static void install(ControlPlane plane) throws InterruptedException {
        api = InstalledApi.in(plane);
        api.namespace(NAMESPACE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.ddnn.api.contract.ContractFile#valid")
    void takesAValidFile(ContractFile file) throws IOException, InterruptedException {
        // Given a valid file; When
        var created = api.dryCreate(file.yaml(), NAMESPACE);
        var applied = api.dryApply(file.yaml(), NAMESPACE);
        // Then
        assertThat(complaints(created.body())).isEmpty();
        assertThat(complaints(applied.body())).isEmpty();
        assertThat(created.code()).isEqualTo(201);
        assertThat(applied.code()).isEqualTo(201);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.ddnn.api.contract.ContractFile#invalid")
    void refusesAnInvalidFile(ContractFile file) throws IOException, InterruptedException {
        // Given an invalid file; When
        var created = api.dryCreate(file.yaml(), NAMESPACE);
        var applied = api.dryApply(file.yaml(), NAMESPACE);
        var complaints = complaints(created.body());
        // Then
        var expected = REGENERATE && !complaints.isEmpty() ? file.rewrite(complaints) : file;
        assertThat(complaints).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected.expected());
        assertThat(complaints(applied.body())).isNotEmpty();
    }

    /** One line for each cause, or the message itself where a request is refused as a whole. */
    private static List<String> complaints(JsonNode body) {
        if (!"Status".equals(body.path("kind").asText())) {
            return List.of();
        }
        var causes = StreamSupport.stream(body.at("/details/causes").spliterator(), false)
                .map(cause -> cause.path("field").asText() + ": "
                        + cause.path("message").asText())
                .filter(complaint -> !complaint.contains(INCOMPLETE))
                .sorted()
                .toList();
        var all = causes.isEmpty() ? Stream.of(body.path("message").asText()) : causes.stream();
        return all.map(text -> text.replace("\n", " ")).toList();
    }
}

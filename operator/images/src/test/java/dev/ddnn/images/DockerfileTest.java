package dev.ddnn.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Dockerfile is not built here, so what it repeats of the images is compared. */
class DockerfileTest {
    private static final Path DOCKERFILE = Path.of("../install/Dockerfile");

    @ParameterizedTest
    @EnumSource(names = {"OPERATOR", "HUB", "SECTION_POD"})
    void itStartsAPartAsTheImageDoes(Part part) throws IOException {
        // Given
        List<String> target = Files.readAllLines(DOCKERFILE).stream()
                .dropWhile(line -> !line.equals("FROM base AS " + part.imageName()))
                .skip(1)
                .takeWhile(line -> !line.startsWith("FROM "))
                .toList();

        // When
        String entrypoint = target.stream()
                .filter(line -> line.startsWith("ENTRYPOINT "))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(new ObjectMapper().readValue(entrypoint.substring("ENTRYPOINT ".length()), String[].class))
                .containsExactlyElementsOf(part.entrypoint(false));
        part.environment().forEach((name, value) -> assertThat(target)
                .anyMatch(line -> line.startsWith("ENV ") && line.contains(name + "=" + value)));
    }

    @Test
    void itsJavaHasTheSameModulesAndItsUserIsTheSame() throws IOException {
        assertThat(Files.readString(DOCKERFILE))
                .contains("--add-modules " + String.join(",", JavaRuntime.MODULES) + " ")
                .contains("USER " + Base.USER);
    }
}

package dev.ddnn.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartTest {
    private static final Path ROOT = Path.of("../..");

    @ParameterizedTest
    @EnumSource(names = {"OPERATOR", "HUB", "SECTION_POD"})
    void imagesStartJavaWithTheFlagsOfTheShellStarter(Part part) throws IOException {
        // Given
        Path starter = part.target(ROOT).resolveSibling("src/main/image/entrypoint");
        List<String> flags = Pattern.compile("(?<=\\s)(-XX|-Xss|-D|--enable)\\S+")
                .matcher(Files.readString(starter))
                .results()
                .map(match -> match.group())
                .toList();

        // When
        List<String> entrypoint = part.entrypoint(true);

        // Then
        assertThat(flags).isNotEmpty();
        assertThat(entrypoint).containsAll(flags);
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void theCommandLineIsFarFromTheLengthThatCrashesTheEngine(Part part) {
        assertThat(String.join(" ", part.entrypoint(true))).hasSizeLessThan(1000);
    }

    @Test
    void theInferenceEngineAsksTheNetworkForNothing() {
        assertThat(Part.SECTION_POD.environment()).containsEntry("ORT_DISABLE_TELEMETRY", "1");
        assertThat(Part.STORY_CLIENT.environment()).containsEntry("ORT_DISABLE_TELEMETRY", "1");
        assertThat(Part.OPERATOR.environment()).isEmpty();
    }
}

package dev.ddnn.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart's roles are those of the base, word for word. {@code -Dregenerate} copies them. */
class ChartFilesTest {
    private static final Path BASE = Path.of("install/base");
    private static final Path CHART = Path.of("install/chart/files/rbac");
    private static final boolean REGENERATE = System.getProperty("regenerate") != null;

    @Test
    void theChartHasTheRolesOfTheBase() throws IOException {
        // Given
        List<String> names = roles(BASE);
        if (REGENERATE) {
            for (String name : names) {
                Files.writeString(CHART.resolve(name), Files.readString(BASE.resolve(name)));
            }
        }

        // When / Then
        assertThat(names).isNotEmpty().isEqualTo(roles(CHART));
        for (String name : names) {
            assertThat(Files.readString(CHART.resolve(name)))
                    .withFailMessage(
                            "operator/%s is not the copy of operator/%s that it must be. Run `mvn -pl operator -am test"
                                    + " -Dtest=ChartFilesTest -Dregenerate -Dsurefire.failIfNoSpecifiedTests=false`.",
                            CHART.resolve(name), BASE.resolve(name))
                    .isEqualTo(Files.readString(BASE.resolve(name)));
        }
    }

    @Test
    void noRoleHasAWildcard() throws IOException {
        // Given / When / Then
        for (String name : roles(BASE)) {
            assertThat(Files.readString(BASE.resolve(name)).lines().filter(line -> !line.startsWith("#")))
                    .as("a role grants what is used, each thing by its name: %s", name)
                    .noneMatch(line -> line.contains("*"));
        }
    }

    private static List<String> roles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("rbac-"))
                    .sorted()
                    .toList();
        }
    }
}

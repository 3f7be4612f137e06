package dev.ddnn.controlplane.programs;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the search for programs depends on, as a value.
 *
 * @param environment this process's environment
 * @param source the Go module's directory if it was named, else null
 * @param workingDirectory where the search for the Go module starts
 */
record Surroundings(
        Map<String, String> environment, @Nullable Path source, Path workingDirectory) {

    static final String PROGRAMS_VARIABLE = "DDNN_KUBERNETES_BIN";
    static final String SOURCE_PROPERTY = "ddnn.kubernetes.source";

    static Surroundings ofThisProcess() {
        var source = System.getProperty(SOURCE_PROPERTY);
        return new Surroundings(
                System.getenv(),
                source == null ? null : Path.of(source),
                Path.of("").toAbsolutePath());
    }

    Optional<Path> readyMadePrograms() {
        return variable(PROGRAMS_VARIABLE).map(Path::of);
    }

    /** Outside the checkout, so that a clean clone need not compile again. */
    Path cache() {
        return variable("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> variable("HOME").map(home -> Path.of(home, ".cache")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("ddnn")
                .resolve("kubernetes");
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}

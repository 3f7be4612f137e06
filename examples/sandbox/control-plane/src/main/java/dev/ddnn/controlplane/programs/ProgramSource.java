package dev.ddnn.controlplane.programs;

import dev.ddnn.controlplane.programs.ProgramsUnavailable.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Go module from which the programs are compiled, as far as it matters here.
 *
 * @param directory where it lies
 * @param kubernetesVersion such as {@code 1.35.4}
 * @param goVersion the oldest Go that compiles it, such as {@code 1.25.0}
 * @param key names this version of the source, for the cache
 */
record ProgramSource(Path directory, String kubernetesVersion, String goVersion, String key) {

    private static final Path IN_REPOSITORY = Path.of("examples", "sandbox", "kubernetes");
    private static final List<String> HASHED = List.of("go.mod", "go.sum", "main.go");
    private static final Pattern KUBERNETES =
            Pattern.compile("^\\s*(?:require )?k8s\\.io/kubernetes v(\\S+)", Pattern.MULTILINE);
    private static final Pattern GO = Pattern.compile("^go (\\S+)", Pattern.MULTILINE);
    private static final int HASH_DIGITS = 12;

    /** Looks where it was told to, else upwards from the working directory. */
    static ProgramSource find(Surroundings surroundings) throws ProgramsUnavailable {
        var named = surroundings.source();
        var directory = named != null ? complete(named) : searchUpwards(surroundings.workingDirectory());
        if (directory == null) {
            var where = named != null
                    ? "in " + named + " (system property " + Surroundings.SOURCE_PROPERTY + ")"
                    : "as " + IN_REPOSITORY + " in " + surroundings.workingDirectory() + " or above it";
            throw new ProgramsUnavailable(
                    Reason.SOURCE_MISSING,
                    "The Go module of Kubernetes' programs (" + String.join(", ", HASHED) + ") is not " + where + ".",
                    "Run inside the repository, name the module's directory with -D" + Surroundings.SOURCE_PROPERTY
                            + "=DIR, or name a directory of ready-made programs with " + Surroundings.PROGRAMS_VARIABLE
                            + ".");
        }
        try {
            return read(directory);
        } catch (IOException e) {
            throw new ProgramsUnavailable(
                    Reason.SOURCE_MISSING,
                    "The Go module in " + directory + " cannot be read: " + e + ".",
                    "Restore it.");
        }
    }

    static ProgramSource read(Path directory) throws IOException {
        var module = Files.readString(directory.resolve("go.mod"));
        var version = first(KUBERNETES, module, "a requirement of k8s.io/kubernetes", directory);
        var go = first(GO, module, "a line 'go VERSION'", directory);
        return new ProgramSource(directory, version, go, version + "-" + hash(directory));
    }

    private static @Nullable Path searchUpwards(Path start) {
        return Stream.iterate(start.toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> complete(path.resolve(IN_REPOSITORY)))
                .filter(path -> path != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Path complete(Path directory) {
        boolean complete = HASHED.stream().allMatch(name -> Files.isRegularFile(directory.resolve(name)));
        return complete ? directory.toAbsolutePath().normalize() : null;
    }

    private static String first(Pattern pattern, String text, String what, Path directory) throws IOException {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException(directory.resolve("go.mod") + " lacks " + what);
        }
        return matcher.group(1);
    }

    private static String hash(Path directory) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var name : HASHED) {
                byte[] content = Files.readAllBytes(directory.resolve(name));
                digest.update((name + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

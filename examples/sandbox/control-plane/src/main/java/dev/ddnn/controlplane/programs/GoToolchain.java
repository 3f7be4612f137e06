package dev.ddnn.controlplane.programs;

import dev.ddnn.controlplane.programs.ProgramsUnavailable.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Go that was found.
 *
 * @param program the executable
 * @param version its version
 * @param buildCache where it keeps what it compiled
 * @param moduleCache where it keeps what it downloaded
 */
record GoToolchain(Path program, GoVersion version, Path buildCache, Path moduleCache) {

    private static final String ALTERNATIVE =
            "Or name a directory of ready-made programs with " + Surroundings.PROGRAMS_VARIABLE + ".";

    private record Space(Path directory, long bytes, String what) {}

    private static final long MEBIBYTE = 1L << 20;
    /** Measured: 3.1 GB of compiled packages, 0.9 GB of modules, 0.14 GB of program; rounded up to 5 GB together. */
    private static final long BUILD_CACHE_BYTES = 3600 * MEBIBYTE;

    private static final long MODULE_CACHE_BYTES = 1000 * MEBIBYTE;
    private static final long PROGRAM_BYTES = 300 * MEBIBYTE;

    /** Asks the Go on the PATH for its version, in the module's directory, where it may switch to a newer one itself. */
    static GoToolchain require(ProgramSource source, Map<String, String> environment) throws ProgramsUnavailable {
        var needed = GoVersion.parse(source.goVersion());
        var program = find(environment.getOrDefault("PATH", ""))
                .orElseThrow(() -> new ProgramsUnavailable(
                        Reason.GO_MISSING,
                        "Kubernetes' programs have to be compiled once, and Go was not found on the PATH.",
                        "Install Go " + needed + " or newer. " + ALTERNATIVE));
        var lines = ask(program, source, environment);
        var toolchain =
                new GoToolchain(program, GoVersion.parse(lines.get(0)), Path.of(lines.get(1)), Path.of(lines.get(2)));
        if (toolchain.version.compareTo(needed) < 0) {
            throw new ProgramsUnavailable(
                    Reason.GO_TOO_OLD,
                    "Kubernetes' programs are compiled with Go " + needed + " or newer, but found Go "
                            + toolchain.version + ".",
                    "Install a newer Go and put it first on the PATH. " + ALTERNATIVE);
        }
        return toolchain;
    }

    static Optional<Path> find(String searchPath) {
        return Stream.of(searchPath.split(":"))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, "go"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static List<String> ask(Path program, ProgramSource source, Map<String, String> environment)
            throws ProgramsUnavailable {
        String trouble;
        try {
            var builder = new ProcessBuilder(program.toString(), "env", "GOVERSION", "GOCACHE", "GOMODCACHE")
                    .directory(source.directory().toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            var go = builder.start();
            var said = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = go.onExit().join().exitValue();
            var lines = said.lines().toList();
            if (exit == 0 && lines.size() == 3) {
                return lines;
            }
            trouble = "ended with " + exit + ", saying: " + said.strip();
        } catch (IOException e) {
            trouble = "cannot be run: " + e;
        }
        throw new ProgramsUnavailable(
                Reason.GO_MISSING,
                "'" + program + " env' " + trouble + ".",
                "Repair Go, or install another one. " + ALTERNATIVE);
    }

    /** Checks that everything that compiling leaves behind finds room, before it starts. */
    void requireDisk(Path target) throws ProgramsUnavailable {
        try {
            for (var space : List.of(
                    new Space(buildCache, BUILD_CACHE_BYTES, "Go's build cache (move it with GOCACHE)"),
                    new Space(moduleCache, MODULE_CACHE_BYTES, "Go's module cache (move it with GOMODCACHE)"),
                    new Space(target, PROGRAM_BYTES, "the programs (move them with XDG_CACHE_HOME)"))) {
                requireSpace(space.directory(), space.bytes(), space.what());
            }
        } catch (IOException e) {
            throw new ProgramsUnavailable(
                    Reason.DISK_FULL,
                    "The free disk space cannot be read: " + e + ".",
                    "Check the disk. " + ALTERNATIVE);
        }
    }

    static void requireSpace(Path directory, long bytes, String what) throws IOException, ProgramsUnavailable {
        var existing = directory.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        long free = Files.getFileStore(existing).getUsableSpace();
        if (free < bytes) {
            throw new ProgramsUnavailable(
                    Reason.DISK_FULL,
                    "Compiling Kubernetes needs " + bytes / MEBIBYTE + " MiB in " + directory + " for " + what
                            + ", but found " + free / MEBIBYTE + " MiB free.",
                    "Make room. " + ALTERNATIVE);
        }
    }
}

package dev.ddnn.controlplane.programs;

import dev.ddnn.controlplane.process.ProcessSpawner;
import dev.ddnn.controlplane.process.ProcessSpec;
import dev.ddnn.controlplane.programs.ProgramsUnavailable.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Finds Helm, or makes it from its published Go module. In this order: the file that the environment variable DDNN_HELM names; the
 * cache ({@code $XDG_CACHE_HOME/ddnn/helm/VERSION}); a compilation into it.
 */
public final class HelmProgram {
    /** The version that is compiled. */
    public static final String VERSION = "v3.19.0";

    private static final String MODULE = "helm.sh/helm/v3/cmd/helm";
    private static final String NAME = "helm";
    private static final String VARIABLE = "DDNN_HELM";
    private static final String ALTERNATIVE = "Or name a Helm of version 3 with " + VARIABLE + "=FILE.";
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Object ONE_AT_A_TIME = new Object();

    private HelmProgram() {}

    /**
     * Returns Helm's executable file, compiling it first if need be (once: about 80 seconds on 2 cores).
     *
     * @param listener is told what is done and what it costs
     * @throws ProgramsUnavailable with what is missing and what to do
     * @throws InterruptedException if interrupted while compiling or waiting for another compilation
     */
    public static Path locate(ProgressListener listener) throws ProgramsUnavailable, InterruptedException {
        return locate(Surroundings.ofThisProcess(), listener);
    }

    static Path locate(Surroundings surroundings, ProgressListener listener)
            throws ProgramsUnavailable, InterruptedException {
        var named = surroundings.environment().getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return requireExecutable(Path.of(named));
        }
        var directory = surroundings.cache().resolveSibling("helm").resolve(VERSION);
        synchronized (ONE_AT_A_TIME) {
            if (!Files.isExecutable(directory.resolve(NAME))) {
                compileLocked(directory, surroundings.environment(), listener);
            }
        }
        return directory.resolve(NAME);
    }

    private static Path requireExecutable(Path helm) throws ProgramsUnavailable {
        if (!Files.isRegularFile(helm) || !Files.isExecutable(helm)) {
            throw new ProgramsUnavailable(
                    Reason.PROGRAMS_MISSING,
                    VARIABLE + " names " + helm + ", which is no executable file.",
                    "Correct it, or unset it to have Helm compiled.");
        }
        return helm.toAbsolutePath();
    }

    private static void compileLocked(Path directory, Map<String, String> environment, ProgressListener listener)
            throws ProgramsUnavailable, InterruptedException {
        var go = GoToolchain.find(environment.getOrDefault("PATH", ""))
                .orElseThrow(() -> new ProgramsUnavailable(
                        Reason.GO_MISSING,
                        "Helm has to be compiled once, and Go was not found on the PATH.",
                        "Install Go 1.24 or newer. " + ALTERNATIVE));
        try {
            Files.createDirectories(directory);
            try (var channel = FileChannel.open(
                            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !Files.isExecutable(directory.resolve(NAME))) {
                    compile(go, directory, environment, listener);
                }
            }
        } catch (IOException e) {
            throw new ProgramsUnavailable(
                    Reason.BUILD_FAILED,
                    "Helm cannot be put into " + directory + ": " + e + ".",
                    "Name another cache with XDG_CACHE_HOME. " + ALTERNATIVE);
        }
    }

    private static void compile(Path go, Path directory, Map<String, String> environment, ProgressListener listener)
            throws IOException, ProgramsUnavailable, InterruptedException {
        var unfinished = Files.createDirectories(directory.resolve("unfinished"));
        var log = directory.resolve("log");
        listener.say(
                "Compiling Helm " + VERSION + ". This happens once and takes about 80 seconds on 2 cores; log: " + log);
        var settings = new HashMap<>(environment);
        // For this very machine, wherever a Go user wants other programs.
        settings.keySet().removeAll(List.of("GOOS", "GOARCH", "GOFLAGS", "GO111MODULE"));
        settings.putAll(Map.of("GOBIN", unfinished.toString(), "CGO_ENABLED", "0", "GOWORK", "off"));
        Files.deleteIfExists(log);
        var command = List.of(go.toString(), "install", MODULE + "@" + VERSION);
        var process = ProcessSpawner.spawn(ProcessSpec.of(command, settings, unfinished, log));
        try {
            int exit = process.exit().get();
            if (exit != 0) {
                throw new ProgramsUnavailable(
                        Reason.BUILD_FAILED,
                        "'" + String.join(" ", command) + "' ended with " + exit + "; its output is in " + log + ".",
                        "If modules could not be downloaded, name a proxy that is reachable with GOPROXY. "
                                + ALTERNATIVE);
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            if (process.isAlive()) {
                process.stop(GRACE);
            }
        }
        Files.move(unfinished.resolve(NAME), directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }
}

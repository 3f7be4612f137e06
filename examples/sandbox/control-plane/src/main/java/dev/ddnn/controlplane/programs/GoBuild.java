package dev.ddnn.controlplane.programs;

import dev.ddnn.controlplane.process.ProcessSpawner;
import dev.ddnn.controlplane.process.ProcessSpec;
import dev.ddnn.controlplane.process.SpawnedProcess;
import dev.ddnn.controlplane.programs.ProgramsUnavailable.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Compiles the Go module into one binary and tells how far it is. Ends with this JVM, however that ends. */
final class GoBuild {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int TAIL_LINES = 15;
    private static final List<String> STAMPED =
            List.of("k8s.io/component-base/version", "k8s.io/client-go/pkg/version");

    private final Path go;
    private final ProgramSource source;
    private final Map<String, String> environment;
    private final Path log;
    private final ProgressListener listener;

    GoBuild(Path go, ProgramSource source, Map<String, String> environment, Path log, ProgressListener listener) {
        this.go = go;
        this.source = source;
        this.environment = new HashMap<>(environment);
        // The host's own system, nothing linked from C, nothing from a workspace around the checkout.
        this.environment.keySet().removeAll(List.of("GOOS", "GOARCH", "GOBIN", "GO111MODULE"));
        this.environment.put("CGO_ENABLED", "0");
        this.environment.put("GOWORK", "off");
        this.log = log;
        this.listener = listener;
    }

    /** Compiles into the file {@code binary}. */
    void into(Path binary) throws ProgramsUnavailable, InterruptedException {
        try {
            int packages = countPackages(binary.resolveSibling("packages"));
            Files.deleteIfExists(log);
            var command = List.of(
                    go.toString(),
                    "build",
                    "-v",
                    "-mod=readonly",
                    "-buildvcs=false",
                    "-trimpath",
                    "-ldflags",
                    linkerFlags(source.kubernetesVersion()),
                    "-o",
                    binary.toString(),
                    ".");
            run(command, log, log, "compiling", packages, line -> !line.startsWith("go: ") && line.indexOf(' ') < 0);
            listener.progress("compiling", packages, packages);
        } catch (IOException e) {
            throw failure("it cannot be started: " + e);
        }
    }

    /** Also downloads the modules. The list is large: it goes to a file that is deleted with its directory. */
    private int countPackages(Path list) throws IOException, ProgramsUnavailable, InterruptedException {
        Files.deleteIfExists(log);
        var command = List.of(go.toString(), "list", "-mod=readonly", "-deps", ".");
        run(command, list, log, "modules downloaded:", 0, line -> line.startsWith("go: downloading"));
        var packages = Files.readAllLines(list).size();
        Files.delete(list);
        return packages;
    }

    private void run(List<String> command, Path output, Path errors, String step, int total, Predicate<String> counts)
            throws IOException, ProgramsUnavailable, InterruptedException {
        var spec = new ProcessSpec(
                command, environment, source.directory(), output, output.equals(errors) ? null : errors);
        var process = ProcessSpawner.spawn(spec);
        var hook = new Thread(() -> kill(process), "stop-compiling");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            int exit = watch(process, errors, step, total, counts);
            if (exit != 0) {
                throw failure("'go " + command.get(1) + "' ended with " + exit + ":\n" + tail());
            }
        } finally {
            kill(process);
            removeHook(hook);
        }
    }

    private int watch(SpawnedProcess process, Path errors, String step, int total, Predicate<String> counts)
            throws IOException, InterruptedException {
        while (true) {
            try {
                return process.await(LOOK_EVERY);
            } catch (TimeoutException running) {
                try (var lines = Files.lines(errors)) {
                    listener.progress(step, (int) lines.filter(counts).count(), total);
                }
            }
        }
    }

    private static void kill(SpawnedProcess process) {
        if (process.isAlive()) {
            try {
                process.stop(GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAnyway) {
            // The JVM is ending and runs the hook itself, which finds nothing left to stop.
        }
    }

    private ProgramsUnavailable failure(String how) {
        return new ProgramsUnavailable(
                Reason.BUILD_FAILED,
                "Compiling Kubernetes " + source.kubernetesVersion() + " in " + source.directory() + " failed: " + how,
                "\nThe whole output is in " + log
                        + ". If modules could not be downloaded, name a proxy that is reachable"
                        + " with GOPROXY; or name a directory of ready-made programs with "
                        + Surroundings.PROGRAMS_VARIABLE + ".");
    }

    private String tail() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    /** Without the stamps the programs call themselves v0.0.0-master, and clients stumble over that. */
    static String linkerFlags(String version) {
        var parts = version.split("\\.", 3);
        var flags = new ArrayList<>(List.of("-s", "-w"));
        for (var target : STAMPED) {
            flags.add("-X " + target + ".gitVersion=v" + version);
            flags.add("-X " + target + ".gitMajor=" + parts[0]);
            flags.add("-X " + target + ".gitMinor=" + parts[1]);
            flags.add("-X " + target + ".gitTreeState=clean");
            flags.add("-X " + target + ".gitCommit=go-modules");
        }
        return String.join(" ", flags);
    }
}

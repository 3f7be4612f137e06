package dev.ddnn.controlplane.programs;

import dev.ddnn.controlplane.process.ProcessSpawner;
import dev.ddnn.controlplane.process.SpawningUnavailable;
import dev.ddnn.controlplane.programs.ProgramsUnavailable.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds Kubernetes' programs, or makes them. In this order: the directory that the environment variable
 * DDNN_KUBERNETES_BIN names; the cache ({@code $XDG_CACHE_HOME/ddnn/kubernetes/VERSION-HASH}, by default under
 * {@code ~/.cache}); a compilation of the Go module {@code examples/sandbox/kubernetes}, which is searched from the
 * working directory upwards unless the system property {@code ddnn.kubernetes.source} names its directory.
 */
public final class KubernetesPrograms {

    /** All the names under which the one binary can be called. */
    static final List<String> ALL = List.of(
            "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "kube-proxy", "kubectl");

    /** Those that run a control plane: kubelet and kube-proxy belong to nodes. */
    static final List<String> NEEDED =
            List.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl");

    private static final Object ONE_AT_A_TIME = new Object();

    private KubernetesPrograms() {}

    /**
     * Returns the directory that holds the programs, compiling them first if need be (once: about 4 minutes on 2 cores).
     *
     * @param listener is told what is done, what it costs and how far it is
     * @throws ProgramsUnavailable with what is missing and what to do
     * @throws InterruptedException if interrupted while compiling or waiting for another compilation
     */
    public static Path locate(ProgressListener listener) throws ProgramsUnavailable, InterruptedException {
        return locate(Surroundings.ofThisProcess(), listener);
    }

    /** The directory that {@link #locate} would return, if nothing has to be compiled for it; otherwise empty. */
    public static Optional<Path> present() {
        var surroundings = Surroundings.ofThisProcess();
        try {
            var directory = surroundings
                    .readyMadePrograms()
                    .orElse(surroundings
                            .cache()
                            .resolve(ProgramSource.find(surroundings).key()));
            return missing(directory, NEEDED).isEmpty() ? Optional.of(directory) : Optional.empty();
        } catch (ProgramsUnavailable none) {
            return Optional.empty();
        }
    }

    static Path locate(Surroundings surroundings, ProgressListener listener)
            throws ProgramsUnavailable, InterruptedException {
        requireSystem(System.getProperty("os.name"));
        var readyMade = surroundings.readyMadePrograms();
        if (readyMade.isPresent()) {
            return requireComplete(readyMade.get());
        }
        var source = ProgramSource.find(surroundings);
        var cached = surroundings.cache().resolve(source.key());
        if (!missing(cached, ALL).isEmpty()) {
            synchronized (ONE_AT_A_TIME) {
                compileLocked(source, cached, surroundings, listener);
            }
        }
        return cached;
    }

    static void requireSystem(String system) throws ProgramsUnavailable {
        if (!system.equals("Linux")) {
            throw new ProgramsUnavailable(
                    Reason.SYSTEM_UNSUITABLE,
                    "The control plane runs as Linux processes, but found " + system + ".",
                    "Use a Linux machine, virtual or not.");
        }
        try {
            ProcessSpawner.requireTools();
        } catch (SpawningUnavailable e) {
            throw new ProgramsUnavailable(Reason.SYSTEM_UNSUITABLE, String.valueOf(e.getMessage()), "Then try again.");
        }
    }

    private static Path requireComplete(Path directory) throws ProgramsUnavailable {
        var missing = missing(directory, NEEDED);
        if (!missing.isEmpty()) {
            throw new ProgramsUnavailable(
                    Reason.PROGRAMS_MISSING,
                    Surroundings.PROGRAMS_VARIABLE + " names " + directory + ", which lacks: "
                            + String.join(", ", missing) + " (executable files of these names are needed: "
                            + String.join(", ", NEEDED) + ").",
                    "Complete it, or unset " + Surroundings.PROGRAMS_VARIABLE + " to have the programs compiled.");
        }
        return directory.toAbsolutePath();
    }

    private static List<String> missing(Path directory, List<String> names) {
        return names.stream()
                .filter(name ->
                        !Files.isRegularFile(directory.resolve(name)) || !Files.isExecutable(directory.resolve(name)))
                .toList();
    }

    private static void compileLocked(
            ProgramSource source, Path target, Surroundings surroundings, ProgressListener listener)
            throws ProgramsUnavailable, InterruptedException {
        try {
            Files.createDirectories(target.getParent());
            var lockFile = target.resolveSibling(target.getFileName() + ".lock");
            try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = acquire(channel, listener)) {
                if (lock.isValid() && !missing(target, ALL).isEmpty()) {
                    compile(source, target, surroundings, listener);
                }
            }
        } catch (IOException e) {
            throw new ProgramsUnavailable(
                    Reason.BUILD_FAILED,
                    "The cache " + target.getParent() + " cannot be written: " + e + ".",
                    "Name another with XDG_CACHE_HOME.");
        }
    }

    private static FileLock acquire(FileChannel channel, ProgressListener listener)
            throws IOException, InterruptedException {
        @Nullable FileLock free = channel.tryLock();
        if (free != null) {
            return free;
        }
        listener.say("Another process compiles Kubernetes' programs already: waiting for it.");
        try {
            return channel.lock();
        } catch (FileLockInterruptionException e) {
            throw new InterruptedException("while waiting for another process to compile Kubernetes' programs");
        }
    }

    private static void compile(ProgramSource source, Path target, Surroundings surroundings, ProgressListener listener)
            throws IOException, ProgramsUnavailable, InterruptedException {
        var go = GoToolchain.require(source, surroundings.environment());
        go.requireDisk(target);
        var unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        deleteFlat(unfinished);
        deleteFlat(target);
        Files.createDirectory(unfinished);
        listener.say("Compiling Kubernetes " + source.kubernetesVersion() + " (" + String.join(", ", ALL) + ") with Go "
                + go.version()
                + ". This happens once and takes about 4 minutes on 2 cores and 5 GB of disk: the program"
                + " in " + target + ", the rest in Go's caches " + go.buildCache() + " and " + go.moduleCache() + ".");
        long start = System.nanoTime();
        var log = target.resolveSibling(target.getFileName() + ".log");
        new GoBuild(go.program(), source, surroundings.environment(), log, listener).into(unfinished.resolve("kube"));
        for (var name : ALL) {
            Files.createSymbolicLink(unfinished.resolve(name), Path.of("kube"));
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        listener.say("Compiled Kubernetes " + source.kubernetesVersion() + " in "
                + (System.nanoTime() - start) / 1_000_000_000 + " s.");
    }

    /** These directories hold files and links only. */
    private static void deleteFlat(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (var files = Files.list(directory)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }
}

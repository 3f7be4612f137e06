package dev.ddnn.controlplane.programs;

import dev.ddnn.controlplane.programs.ProgramsUnavailable.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small Go program that a test needs: compiled once, from a module in this repository or from a published one, and kept in
 * {@code $XDG_CACHE_HOME/ddnn/go} (by default under {@code ~/.cache}).
 */
public final class GoProgram {

    private static final int LONGEST_COMPILATION_MINUTES = 10;
    private static final int HASH_DIGITS = 12;

    private GoProgram() {}

    /**
     * Returns the program that a module's directory is about, compiling it first if need be.
     *
     * @param module holds go.mod, go.sum and the source
     * @throws ProgramsUnavailable with what is missing and what to do
     * @throws InterruptedException if interrupted while compiling
     */
    public static Path build(Path module) throws ProgramsUnavailable, InterruptedException {
        var directory = module.toAbsolutePath().normalize();
        var name = directory.getFileName().toString();
        return make(
                name,
                name + "-" + hash(directory),
                directory,
                List.of("build", "-mod=readonly", "-buildvcs=false", "-trimpath", "-o", "{target}/" + name, "."));
    }

    /**
     * Returns a published program, compiling it first if need be.
     *
     * @param packagePath such as {@code github.com/google/go-containerregistry/cmd/crane}
     * @param version such as {@code v0.20.6}
     * @throws ProgramsUnavailable with what is missing and what to do
     * @throws InterruptedException if interrupted while compiling
     */
    public static Path install(String packagePath, String version) throws ProgramsUnavailable, InterruptedException {
        var name = packagePath.substring(packagePath.lastIndexOf('/') + 1);
        return make(
                name,
                name + "-" + version,
                Path.of("").toAbsolutePath(),
                List.of("install", "-trimpath", packagePath + "@" + version));
    }

    private static Path make(String name, String key, Path directory, List<String> arguments)
            throws ProgramsUnavailable, InterruptedException {
        var surroundings = Surroundings.ofThisProcess();
        var target = surroundings.cache().resolveSibling("go").resolve(key);
        var program = target.resolve(name);
        if (Files.isExecutable(program)) {
            return program;
        }
        var go = GoToolchain.find(surroundings.environment().getOrDefault("PATH", ""))
                .orElseThrow(() -> new ProgramsUnavailable(
                        Reason.GO_MISSING,
                        name + " has to be compiled once, and Go was not found on the PATH.",
                        "Install Go 1.25 or newer."));
        try {
            Files.createDirectories(target);
            try (var channel = FileChannel.open(
                            target.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !Files.isExecutable(program)) {
                    compile(go, arguments, directory, target, name);
                }
            }
            return program;
        } catch (IOException e) {
            throw failure(name, "it cannot be started or its directory not be written: " + e);
        }
    }

    private static void compile(Path go, List<String> arguments, Path directory, Path target, String name)
            throws IOException, ProgramsUnavailable, InterruptedException {
        var unfinished = Files.createDirectories(target.resolve("unfinished"));
        var log = target.resolve("log");
        var command = new ArrayList<>(List.of(go.toString()));
        arguments.forEach(argument -> command.add(argument.replace("{target}", unfinished.toString())));
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.keySet().removeAll(List.of("GOOS", "GOARCH", "GO111MODULE"));
        environment.put("GOBIN", unfinished.toString());
        environment.put("GOWORK", "off");
        environment.put("CGO_ENABLED", "0");
        System.err.println("Compiling " + name + " into " + target + ". This happens once.");
        var process = builder.start();
        try {
            if (!process.waitFor(LONGEST_COMPILATION_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw failure(name, "\n" + Files.readString(log).strip() + "\n");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        Files.move(unfinished.resolve(name), target.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static ProgramsUnavailable failure(String name, String how) {
        return new ProgramsUnavailable(
                Reason.BUILD_FAILED,
                "Compiling " + name + " failed: " + how,
                "If modules could not be downloaded, name a proxy that is reachable with GOPROXY.");
    }

    private static String hash(Path directory) throws ProgramsUnavailable {
        try (var files = Files.list(directory)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                digest.update((file.getFileName() + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        } catch (IOException e) {
            throw new ProgramsUnavailable(
                    Reason.SOURCE_MISSING,
                    "The Go module in " + directory + " cannot be read: " + e + ".",
                    "Restore it.");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

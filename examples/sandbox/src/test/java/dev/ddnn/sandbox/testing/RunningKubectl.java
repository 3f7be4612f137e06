package dev.ddnn.sandbox.testing;

import dev.ddnn.sandbox.launch.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A kubectl command that goes on until it is closed, as a watch does. */
public final class RunningKubectl implements AutoCloseable {
    private final Process process;
    private final Path output;

    private RunningKubectl(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it as the administrator.
     *
     * @param folder for what it prints and caches
     */
    public static RunningKubectl start(Sandbox sandbox, Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                sandbox.kubectl().toString(),
                "--kubeconfig=" + sandbox.controlPlane().kubeconfig(),
                "--cache-dir=" + folder.resolve("cache")));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new RunningKubectl(process, output);
    }

    /** What it printed so far, errors too. */
    public List<String> lines() throws IOException {
        return Files.readAllLines(output);
    }

    /** How long it has printed nothing. */
    public Duration silent() throws IOException {
        return Duration.between(Files.getLastModifiedTime(output).toInstant(), Instant.now());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

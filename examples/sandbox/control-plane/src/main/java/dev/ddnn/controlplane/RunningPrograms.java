package dev.ddnn.controlplane;

import dev.ddnn.controlplane.process.ProcessSpawner;
import dev.ddnn.controlplane.process.ProcessSpec;
import dev.ddnn.controlplane.process.Signal;
import dev.ddnn.controlplane.process.SpawnedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs of one control plane, in the order of their start; they stop in the opposite one. */
final class RunningPrograms {

    /** All programs together: the last ones get what the first ones left. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private static final int TAIL_LINES = 25;

    /** One program that was started. */
    record Program(String name, SpawnedProcess process, Path log) {

        /** What a person needs to know when it has ended by itself. */
        String obituary() {
            return name + " ended by itself. " + tail();
        }

        String tail() {
            try (var lines = Files.lines(log)) {
                var all = lines.toList();
                return "The end of its log " + log + ":\n"
                        + String.join("\n", all.subList(Math.max(0, all.size() - TAIL_LINES), all.size()));
            } catch (IOException e) {
                return "Its log " + log + " cannot be read: " + e;
            }
        }
    }

    private final Path programs;
    private final Layout layout;
    private final List<Program> running = new ArrayList<>();
    private boolean closed;

    RunningPrograms(Path programs, Layout layout) {
        this.programs = programs;
        this.layout = layout;
    }

    /** What every program here gets as its whole environment. */
    Map<String, String> environment() {
        return Map.of(
                "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
                "HOME", layout.directory().toString(),
                "TMPDIR", layout.temporary().toString());
    }

    /** A command whose first word is one of Kubernetes' programs, with that word's full path. */
    List<String> resolve(List<String> command) {
        var resolved = new ArrayList<>(command);
        resolved.set(0, programs.resolve(command.get(0)).toString());
        return resolved;
    }

    synchronized Program start(List<String> command) throws IOException {
        var name = command.get(0);
        if (closed) {
            throw new ControlPlaneFailure(name + " is not started: the control plane is being closed");
        }
        var log = layout.logs().resolve(name + ".log");
        if (Files.exists(log)) {
            // One log, one life: whoever looks for a cause of death must not find an earlier one.
            Files.move(log, layout.logs().resolve(name + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        var spec = ProcessSpec.of(resolve(command), environment(), layout.directory(), log);
        var program = new Program(name, ProcessSpawner.spawn(spec), log);
        running.add(program);
        return program;
    }

    synchronized Optional<Program> ended() {
        return running.stream().filter(program -> !program.process().isAlive()).findFirst();
    }

    /** Drops a program that has ended, so that another attempt may follow. */
    synchronized void forget(Program program) {
        running.remove(program);
    }

    synchronized List<Program> all() {
        return List.copyOf(running);
    }

    /** Stops all, one after the other: each may still need those that were started before it. */
    void stopAll() {
        List<Program> toStop;
        synchronized (this) {
            closed = true;
            toStop = new ArrayList<>(running);
            running.clear();
        }
        var deadline = System.nanoTime() + STOP_WITHIN.toNanos();
        boolean interrupted = false;
        for (int i = toStop.size() - 1; i >= 0; i--) {
            var process = toStop.get(i).process();
            var left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            try {
                process.stop(interrupted ? Duration.ZERO : left);
            } catch (InterruptedException e) {
                interrupted = true;
                process.signal(Signal.KILL);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.ddnn.controlplane.process;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;

/**
 * Starts processes that die with this JVM, also when it is killed, each in a session and process group of its own.
 * Needs no root. How that works is told at {@link Tether}.
 *
 * <p>The kernel's promise holds for the process itself, not for what it starts in turn; so a launcher script must
 * {@code exec} its program. An orderly end ({@link SpawnedProcess#stop}) reaches the whole group.
 */
public final class ProcessSpawner {

    private ProcessSpawner() {}

    /**
     * Starts a process. Standard input is empty.
     *
     * @throws SpawningUnavailable if a tool is missing, see {@link #requireTools()}
     * @throws IOException if the log file or the first tool cannot be opened. A program that does not exist shows as
     *     exit code 126 or 127, with a line in the log
     */
    public static SpawnedProcess spawn(ProcessSpec spec) throws IOException {
        requireTools();
        var command = new ArrayList<>(Tether.KNOWN.prefix());
        command.add(spec.directory().toString());
        command.addAll(spec.command());
        var builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.output().toFile()));
        if (spec.errors() == null) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(ProcessBuilder.Redirect.appendTo(spec.errors().toFile()));
        }
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        return new SpawnedProcess(SpawnerThread.start(builder));
    }

    /**
     * Checks, once, that children can be tied to this JVM.
     *
     * @throws SpawningUnavailable with what is missing and how to get it
     */
    public static void requireTools() {
        if (!Tether.KNOWN.works()) {
            throw new SpawningUnavailable("Processes cannot be tied to the life of this one, so none are started: "
                    + Tether.KNOWN.problem() + " " + Tether.REMEDY);
        }
    }
}

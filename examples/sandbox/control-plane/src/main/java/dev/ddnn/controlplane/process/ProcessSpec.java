package dev.ddnn.controlplane.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to run. The environment is the whole environment: nothing of this JVM's own is added.
 *
 * @param command program and arguments; a program without a slash is looked up in the PATH of {@code environment}
 * @param environment exactly the variables that the process sees
 * @param directory where it runs
 * @param output file that its standard output is appended to
 * @param errors file that its standard error is appended to; null puts it into {@code output} as well
 */
public record ProcessSpec(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path output,
        @Nullable Path errors) {

    public ProcessSpec {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command: must name a program, but is empty");
        }
        if (command.get(0).indexOf('=') >= 0) {
            throw new IllegalArgumentException(
                    "command: the program's path must not contain '=', found " + command.get(0));
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A process whose output and errors share one file, as a container's log does. */
    public static ProcessSpec of(List<String> command, Map<String, String> environment, Path directory, Path log) {
        return new ProcessSpec(command, environment, directory, log, null);
    }
}

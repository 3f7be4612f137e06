package dev.ddnn.controlplane.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words in front of a command that tie its life to this JVM's.
 *
 * <pre>setpriv --pdeathsig KILL   setsid   nsenter --target JVM --wd   env -C DIRECTORY   COMMAND...</pre>
 *
 * <p>{@code setpriv} asks the kernel for SIGKILL at the parent's death. A parent that died just before is not noticed by
 * that; so {@code nsenter --wd} then opens this JVM's entry in /proc and fails if there is none (it enters no
 * namespace). {@code setsid} makes the process the leader of its own group, {@code env -C} goes where it is to run.
 * Each becomes the next one by exec, so that the process id stays the same and the environment is not touched: a shell
 * would drop variables with dots in their names.
 *
 * @param prefix the words, up to and including {@code -C}
 * @param problem why they do not work on this machine; empty if they do
 */
record Tether(List<String> prefix, String problem) {

    static final String REMEDY = "Install util-linux 2.33 or newer and GNU coreutils 8.28 or newer"
            + " (Debian, Ubuntu: apt-get install util-linux coreutils; Alpine: apk add util-linux coreutils).";

    private static final List<String> TOOLS = List.of("setpriv", "setsid", "nsenter", "env");

    /** Looked for and tried out once per JVM. */
    static final Tether KNOWN = find(System.getenv().getOrDefault("PATH", ""));

    boolean works() {
        return problem.isEmpty();
    }

    static Tether find(String searchPath) {
        var found = TOOLS.stream().flatMap(tool -> locate(tool, searchPath)).toList();
        if (found.size() < TOOLS.size()) {
            var missing = TOOLS.stream()
                    .filter(tool -> locate(tool, searchPath).findAny().isEmpty())
                    .toList();
            return new Tether(List.of(), "not found on this machine: " + String.join(", ", missing) + ".");
        }
        var self = Long.toString(ProcessHandle.current().pid());
        var prefix = List.of(
                found.get(0),
                "--pdeathsig",
                "KILL",
                found.get(1),
                found.get(2),
                "--target",
                self,
                "--wd",
                found.get(3),
                "-C");
        return new Tether(prefix, trial(prefix));
    }

    private static Stream<String> locate(String tool, String searchPath) {
        return Stream.of(searchPath.split(":"))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .limit(1);
    }

    /** The small versions that some systems have lack the options, and a locked-down kernel may refuse them: try. */
    private static String trial(List<String> prefix) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of("/", "/bin/sh", "-c", "exit 0"));
        try {
            var trial = SpawnerThread.start(new ProcessBuilder(command).redirectErrorStream(true));
            var said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int exit = trial.onExit().join().exitValue();
            return exit == 0 ? "" : String.join(" ", command) + " ended with " + exit + ", saying: " + said + ".";
        } catch (IOException e) {
            return e.getMessage() + ".";
        }
    }
}

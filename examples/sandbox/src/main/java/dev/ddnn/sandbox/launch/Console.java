package dev.ddnn.sandbox.launch;

import dev.ddnn.controlplane.programs.ConsoleProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells a person what goes on, on standard error: a bar on a terminal, elsewhere a line every few seconds. */
public final class Console {
    private static final long QUIET_NANOS = 5_000_000_000L;

    private final ConsoleProgress progress = ConsoleProgress.onStandardError();
    private final boolean terminal = isTerminal();
    private final long start = System.nanoTime();
    private long lastLine = start;

    /** One sentence, with the seconds since the start. */
    public synchronized void say(String sentence) {
        lastLine = System.nanoTime();
        progress.say(String.format(Locale.ROOT, "[%5.1f s] %s", (lastLine - start) / 1e9, sentence));
    }

    /** How far a step is. */
    public synchronized void step(String what, int done, int total) {
        if (terminal) {
            progress.progress(what, done, total);
        } else if (System.nanoTime() - lastLine > QUIET_NANOS) {
            say(what + " " + done + " of " + total);
        }
    }

    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException unknown) {
            return false;
        }
    }
}

package dev.ddnn.benchmarks.cp;

import dev.ddnn.controlplane.programs.ConsoleProgress;
import java.util.Locale;

/** Tells a person what goes on: sentences with the seconds since the start, and on a terminal a bar for each step. */
public final class Progress {
    private final ConsoleProgress console = ConsoleProgress.onStandardError();
    private final long start = System.nanoTime();

    /** One sentence. */
    public void say(String sentence) {
        console.say(String.format(Locale.ROOT, "[%5.1f s] %s", (System.nanoTime() - start) / 1e9, sentence));
    }

    /** How far a step is. */
    void step(String what, int done, int total) {
        console.progress(what, done, total);
    }
}

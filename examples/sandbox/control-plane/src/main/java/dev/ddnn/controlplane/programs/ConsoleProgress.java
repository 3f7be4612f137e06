package dev.ddnn.controlplane.programs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows progress to a person: a bar that is redrawn on a terminal; elsewhere the sentences alone, so that logs stay short. */
public final class ConsoleProgress implements ProgressListener {

    private static final int WIDTH = 30;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private String drawn = "";

    ConsoleProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** On standard error, so that standard output stays free for results. */
    public static ConsoleProgress onStandardError() {
        return new ConsoleProgress(System.err, isTerminal(Path.of("/proc/self/fd/2")));
    }

    @Override
    public void say(String sentence) {
        clear();
        out.println(sentence);
        out.flush();
    }

    @Override
    public void progress(String step, int done, int total) {
        if (!terminal) {
            return;
        }
        var line = total > 0 ? bar(done, total) + " " + step + " " + done + "/" + total : "  " + step + " " + done;
        if (!line.equals(drawn)) {
            out.print(CLEAR_LINE + line);
            out.flush();
            drawn = line;
        }
        if (total > 0 && done >= total) {
            clear();
        }
    }

    static String bar(int done, int total) {
        int share = Math.min(done, total);
        int filled = (int) ((long) share * WIDTH / total);
        int percent = (int) ((long) share * 100 / total);
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + percent + " %";
    }

    private void clear() {
        if (!drawn.isEmpty()) {
            out.print(CLEAR_LINE);
            drawn = "";
        }
    }

    /** System.console() asks about standard input and output, and newer Javas answer yes without a terminal. */
    private static boolean isTerminal(Path descriptor) {
        try {
            var target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}

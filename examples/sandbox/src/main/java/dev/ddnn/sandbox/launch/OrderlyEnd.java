package dev.ddnn.sandbox.launch;

import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import dev.ddnn.sandbox.story.InvalidStoryException;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs a command's work so that it ends in order, whatever ends it: its own end, a failure, Ctrl-C or TERM. What it started is
 * in a {@link Cleanup}.
 */
public final class OrderlyEnd {
    /** The command line or the story cannot be obeyed. */
    public static final int WRONG_USE = 2;

    /** Something did not go as it should. */
    public static final int FAILED = 1;

    private static final Logger LOG = Logger.getLogger(OrderlyEnd.class.getName());

    private final Console console;
    private final Cleanup cleanup;
    private final Duration patience;
    private volatile boolean ending;
    private volatile boolean finished;

    /** The work; its value is the exit code. */
    @FunctionalInterface
    public interface Work {
        int run() throws IOException, ProgramsUnavailable, InterruptedException, UsageException;
    }

    /**
     * @param cleanup what is to be ended
     * @param patience how long the work has to end itself on Ctrl-C before it is ended
     */
    public OrderlyEnd(Console console, Cleanup cleanup, Duration patience) {
        this.console = console;
        this.cleanup = cleanup;
        this.patience = patience;
    }

    /** True as soon as someone asked for the end. */
    public boolean ending() {
        return ending;
    }

    /** Runs the work and then ends the process, with the exit code of the work or with that of its failure. */
    public void runAndExit(Work work) {
        Runtime.getRuntime().addShutdownHook(new Thread(endInOrder(Thread.currentThread()), "end"));
        int code = run(work);
        finished = true;
        if (!ending) {
            System.exit(code);
        }
    }

    private int run(Work work) {
        try {
            return work.run();
        } catch (UsageException | InvalidStoryException e) {
            console.say(String.valueOf(e.getMessage()));
            return WRONG_USE;
        } catch (InterruptedException e) {
            console.say("ending");
            return FAILED;
        } catch (ProgramsUnavailable | IOException | RuntimeException e) {
            LOG.log(Level.SEVERE, "ended by", e);
            if (ending) {
                console.say("ending");
            } else {
                console.say("FAILED: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            }
            return FAILED;
        }
    }

    /** On Ctrl-C or TERM: the main thread stops what it does and cleans up; if it cannot, this thread does. */
    private Runnable endInOrder(Thread main) {
        return () -> {
            if (finished) {
                return;
            }
            ending = true;
            try {
                main.interrupt();
                main.join(patience.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cleanup.close();
        };
    }
}

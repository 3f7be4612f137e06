package dev.ddnn.controlplane.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running process that leads a process group of its own. Signals go to the whole group, so that what the process
 * started gets them too; when the process ends, what is left of its group is killed.
 */
public final class SpawnedProcess {

    private static final Duration AFTER_KILL = Duration.ofSeconds(30);

    /** Threads of its own: a busy common pool must not delay the news that a process has ended. */
    private static final ExecutorService AFTERWARDS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "process-ended");
        thread.setDaemon(true);
        return thread;
    });

    private final Process process;
    private final CompletableFuture<Integer> exit;

    SpawnedProcess(Process process) {
        this.process = process;
        this.exit = process.onExit()
                .thenApplyAsync(
                        ended -> {
                            deliver(Signal.KILL);
                            return ended.exitValue();
                        },
                        AFTERWARDS);
    }

    /** The process id, which is also the id of its group. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process itself still runs; a zombie does not. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Completes when the process has ended and its group is gone: with its exit code, or 128 + the signal's number. A
     * copy: completing or cancelling it does nothing to the process.
     */
    public CompletableFuture<Integer> exit() {
        return exit.copy();
    }

    /** Sends a signal to the whole group; a group that is gone is no error. */
    public void signal(Signal signal) {
        boolean reached = deliver(signal);
        // Between launch and setsid the group does not exist yet.
        if (!reached && process.isAlive()) {
            kill(signal, Long.toString(process.pid()));
        }
    }

    /**
     * Asks the group to end and kills it after the grace period.
     *
     * @param grace how long it may take to end by itself
     * @return the exit code as in {@link #exit()}
     */
    public int stop(Duration grace) throws InterruptedException {
        signal(Signal.TERM);
        try {
            return await(grace);
        } catch (TimeoutException tooSlow) {
            signal(Signal.KILL);
        }
        try {
            return await(AFTER_KILL);
        } catch (TimeoutException stuck) {
            throw new IllegalStateException("process " + pid() + " survived SIGKILL for " + AFTER_KILL, stuck);
        }
    }

    /** Waits for the end, at most for the given time. */
    public int await(Duration time) throws InterruptedException, TimeoutException {
        try {
            return exit.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot learn how process " + pid() + " ended", e.getCause());
        }
    }

    private boolean deliver(Signal signal) {
        return kill(signal, "-" + process.pid());
    }

    /** Java can signal a process, but no group: the shell's own kill can. */
    private static boolean kill(Signal signal, String target) {
        try {
            var kill = new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " -- " + target)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return kill.onExit().join().exitValue() == 0;
        } catch (IOException e) {
            throw new IllegalStateException("cannot run /bin/sh to signal " + target, e);
        }
    }
}

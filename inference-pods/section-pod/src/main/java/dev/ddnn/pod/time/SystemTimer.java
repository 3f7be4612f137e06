package dev.ddnn.pod.time;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Time as it passes. One daemon thread serves all actions, which are short. */
public final class SystemTimer implements Timer, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SystemTimer.class);
    private final ScheduledThreadPoolExecutor executor;

    public SystemTimer() {
        executor = new ScheduledThreadPoolExecutor(1, action -> {
            var thread = new Thread(action, "ddnn-timer");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable action) {
        Future<?> future = executor.schedule(() -> guarded(action), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a timed action failed", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}

package dev.ddnn.sandbox.pod;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one thread that a pod's state belongs to. What comes after its end is dropped. */
final class PodThread {
    private static final Logger LOG = Logger.getLogger(PodThread.class.getName());

    private final ScheduledThreadPoolExecutor executor;
    private final String pod;

    PodThread(String pod) {
        this.pod = pod;
        executor = new ScheduledThreadPoolExecutor(
                1,
                body -> {
                    Thread thread = new Thread(body, "pod " + pod);
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    void after(Duration delay, Runnable task) {
        executor.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "pod " + pod, e);
        }
    }

    void end() {
        executor.shutdown();
    }
}

package dev.ddnn.operator.events;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Events wait to be written, one after another: nobody waits for them, and in a burst they come after what serves. What has no place
 * in it any more is written by whoever brings it.
 */
public final class EventQueue implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
    private static final RejectedExecutionHandler BY_THE_CALLER = (task, queue) -> task.run();

    private final ExecutorService writer;
    private final Duration grace;

    /**
     * @param room how many may wait
     * @param grace how long the end waits for those that have not been written
     */
    public EventQueue(int room, Duration grace) {
        this.grace = grace;
        writer = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(room), EventQueue::thread, BY_THE_CALLER);
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "events");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        writer.execute(task);
    }

    /** Writes what waits; what the time is too short for is lost, and the log says how many that were. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (writer.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.warn(
                "the operator ends before all Events were written: lost={}",
                writer.shutdownNow().size());
    }
}

package dev.ddnn.operator.later;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Events and bills that begin wait to be written, one after another: nobody waits for them, and in a rush they come after what serves,
 * though not for ever. What has no place in it any more is written by whoever brings it.
 */
public final class Afterwards implements Executor, AutoCloseable {
    /** The longest that a rush holds something up. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);
    private static final RejectedExecutionHandler BY_THE_CALLER = (task, queue) -> {
        if (task instanceof Waiting waiting) {
            waiting.write.run();
        }
    };

    private final ThreadPoolExecutor writer;
    private final Duration grace;
    private final Rush rush;

    /**
     * @param room how many may wait
     * @param grace how long the end waits for those that have not been written
     * @param rush during which they wait
     */
    public Afterwards(int room, Duration grace, Rush rush) {
        this.grace = grace;
        this.rush = rush;
        writer = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(room), Afterwards::thread, BY_THE_CALLER);
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "afterwards");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable write) {
        writer.execute(new Waiting(write, rush.in(PATIENCE)));
    }

    /** Writes what waits, whatever goes on; what the time is too short for is lost, and the log says how many that were. */
    @Override
    public void close() {
        writer.shutdown();
        synchronized (this) {
            notifyAll();
        }
        try {
            if (writer.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.warn(
                "the operator ends before all Events and new bills were written: lost={}",
                writer.shutdownNow().size());
    }

    /** Until there is a lull, or the time has come, or the end. */
    private synchronized void awaitLull(long latest) throws InterruptedException {
        Duration more = rush.holdsUp(latest);
        while (!writer.isShutdown() && !more.isZero()) {
            // Rounded up, since to wait for zero is to wait for ever. Nobody tells when a rush is over.
            wait(more.toMillis() + 1);
            more = rush.holdsUp(latest);
        }
    }

    private final class Waiting implements Runnable {
        private final Runnable write;
        private final long latest;

        Waiting(Runnable write, long latest) {
            this.write = write;
            this.latest = latest;
        }

        @Override
        public void run() {
            try {
                awaitLull(latest);
            } catch (InterruptedException e) {
                // No time is left: it is tried at once.
                Thread.currentThread().interrupt();
            }
            write.run();
        }
    }
}

package dev.ddnn.pod;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs actions on the threads of a pool while nothing else waits there. An action whose turn has come goes back to the end of the
 * queue if others than its like stand in it; one that runs is not interrupted. It costs the others nothing.
 */
final class SpareTime implements Executor {
    private final ThreadPoolExecutor pool;
    private final AtomicInteger queued = new AtomicInteger();

    /** @param pool whose threads are used; its queue is first in, first out */
    SpareTime(ThreadPoolExecutor pool) {
        this.pool = pool;
    }

    @Override
    public void execute(Runnable action) {
        queued.incrementAndGet();
        pool.execute(() -> turn(action));
    }

    private void turn(Runnable action) {
        int alike = queued.decrementAndGet();
        if (pool.getQueue().size() > alike && !pool.isShutdown()) {
            execute(action);
        } else {
            action.run();
        }
    }
}

package dev.ddnn.controlplane.process;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The one thread that starts all processes. To the kernel the parent of a process is the thread that started it, and a
 * child tied to its parent dies at that thread's end: so this one never ends.
 */
final class SpawnerThread {

    private static final LinkedBlockingQueue<FutureTask<Process>> ORDERS = new LinkedBlockingQueue<>();

    static {
        var thread = new Thread(SpawnerThread::serve, "process-spawner");
        thread.setDaemon(true);
        thread.start();
    }

    private SpawnerThread() {}

    static Process start(ProcessBuilder builder) throws IOException {
        var order = new FutureTask<>(builder::start);
        ORDERS.add(order);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return order.get();
                } catch (InterruptedException e) {
                    interrupted = true; // the process exists in a moment: hand it over rather than lose it
                } catch (ExecutionException e) {
                    throw new IOException("cannot start a process: " + e.getCause(), e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void serve() {
        boolean serving = true;
        while (serving) {
            try {
                ORDERS.take().run();
            } catch (InterruptedException e) {
                serving = true; // nobody may end this thread: its end would be the end of all children
            }
        }
    }
}

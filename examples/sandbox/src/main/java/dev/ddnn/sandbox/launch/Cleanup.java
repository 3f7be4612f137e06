package dev.ddnn.sandbox.launch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What has been started, to be ended in the opposite order, each however the others ended. */
public final class Cleanup implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Cleanup.class.getName());

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    /**
     * Remembers something that was just started.
     *
     * @throws IllegalStateException if the end has come meanwhile; it is then closed at once
     */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        if (closed) {
            close(resource);
            throw new IllegalStateException("the sandbox is ending");
        }
        started.push(resource);
        return resource;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            close(started.pop());
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.log(Level.WARNING, resource.getClass().getSimpleName() + " did not end cleanly", e);
        }
    }
}

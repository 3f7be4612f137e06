package dev.ddnn.sandbox.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowingConsumer;

/** Waits, within bounds, for something that others bring about. */
public final class Eventually {
    private static final long POLL_MILLIS = 100;

    private Eventually() {}

    /** Looks again and again until the assertions hold; fails with the last failure when the time is over. */
    public static <T> T eventually(Duration within, Callable<T> look, ThrowingConsumer<T> assertions) {
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            try {
                T value = look.call();
                assertions.accept(value);
                return value;
            } catch (AssertionError | Exception e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not within " + within + ": " + e.getMessage(), e);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            if (new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package dev.ddnn.pod.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, never longer than a bound. */
public final class Await {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private Await() {}

    /** Returns once the condition holds, and fails if it does not within a minute. */
    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + BOUND.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}

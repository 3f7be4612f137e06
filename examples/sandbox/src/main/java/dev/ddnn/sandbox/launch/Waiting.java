package dev.ddnn.sandbox.launch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits for what others bring about. */
public final class Waiting {
    private static final long POLL_MILLIS = 250;

    private Waiting() {}

    /**
     * Looks again and again until there is nothing left to wait for.
     *
     * @param missing what is still missing; empty: it is all there
     * @param tell hears of each change
     * @throws StoryFailure if it takes longer than {@code within}
     */
    public static void until(Duration within, Supplier<Optional<String>> missing, Consumer<String> tell)
            throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        String told = "";
        while (true) {
            Optional<String> now = missing.get();
            if (now.isEmpty()) {
                return;
            }
            if (!now.get().equals(told)) {
                told = now.get();
                tell.accept(told);
            }
            if (System.nanoTime() > end) {
                throw new StoryFailure("not within " + within.toSeconds() + " s: " + told);
            }
            if (new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        }
    }
}

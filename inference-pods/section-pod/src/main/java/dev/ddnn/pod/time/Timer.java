package dev.ddnn.pod.time;

import java.time.Duration;

/** The one source of time in the flow, so that a test can turn it by hand. */
public interface Timer {
    /** Monotonic nanoseconds; only differences mean something. */
    long nanos();

    /** Runs the action once after the delay, on a thread of the timer's own; it must not block. */
    Cancellable schedule(Duration delay, Runnable action);

    /** An action that may still be taken back. */
    @FunctionalInterface
    interface Cancellable {
        /** Takes the action back if it did not start yet; else does nothing. */
        void cancel();
    }
}

package dev.ddnn.pod.flow;

import dev.ddnn.pod.time.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Tells of samples that fail, at most one a second: what fails for one mostly fails for all of thousands a second, and a stack trace for
 * each would fill a device's disk. Those in between are counted, and the next line says how many there were; the metrics have them all.
 */
final class FailureLog {
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();
    private final Timer timer;
    private final BiConsumer<String, Throwable> sink;
    private final AtomicLong due;
    private final AtomicLong untold = new AtomicLong();

    FailureLog(Timer timer, Logger log) {
        this(timer, log::error);
    }

    FailureLog(Timer timer, BiConsumer<String, Throwable> sink) {
        this.timer = timer;
        this.sink = sink;
        due = new AtomicLong(timer.nanos());
    }

    /**
     * @param what failed, in one sentence
     * @param why it did
     */
    void failed(String what, Throwable why) {
        long now = timer.nanos();
        long from = due.get();
        // Nanoseconds wrap around: only the difference says which is later.
        if (now - from < 0 || !due.compareAndSet(from, now + PAUSE)) {
            untold.incrementAndGet();
            return;
        }
        long before = untold.getAndSet(0);
        sink.accept(before == 0 ? what : what + "; " + before + " others failed since the last such line", why);
    }
}

package dev.ddnn.sandbox.story;

import dev.ddnn.sandbox.testing.DigitsSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Samples that flow all the time until told to stop, for what must happen meanwhile. */
final class Feeding implements AutoCloseable {
    private static final int ROUND = 60;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> loop;

    Feeding(DigitsSandbox digits) throws Exception {
        SampleSet samples = digits.samples();
        List<Entry> entries =
                digits.digits().entriesBesideThePods(digits.story().feed().views());
        Feeder feeder = new Feeder(samples, i -> entries, 2, Duration.ofSeconds(12));
        loop = CompletableFuture.runAsync(() -> {
            try {
                while (!stop.get()) {
                    outcomes.addAll(feeder.feed(ROUND, done -> {}));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** What came so far. */
    List<Outcome> outcomes() {
        synchronized (outcomes) {
            return List.copyOf(outcomes);
        }
    }

    /** Everything that came, when it has stopped. */
    List<Outcome> stop() {
        stop.set(true);
        loop.join();
        return outcomes();
    }

    @Override
    public void close() {
        stop();
    }
}

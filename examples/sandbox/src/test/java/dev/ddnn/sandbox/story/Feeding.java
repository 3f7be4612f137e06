package dev.ddnn.sandbox.story;

import dev.ddnn.sandbox.testing.DigitsSandbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Samples that flow all the time until told to stop, for what must happen meanwhile. */
public final class Feeding implements AutoCloseable {
    private static final int ROUND = 60;
    private static final Duration REPLY = Duration.ofSeconds(12);

    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private final List<Try> tries = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> loop;

    /**
     * One try of one sample: what a client that never tries again would see.
     *
     * @param nanos when it was over, by the clock of {@link System#nanoTime}
     */
    record Try(String id, Outcome outcome, List<Reply> replies, long nanos) {}

    public Feeding(DigitsSandbox digits) throws Exception {
        SampleSet samples = digits.samples();
        List<Entry> entries =
                digits.digits().entriesBesideThePods(digits.story().feed().views());
        Feeder feeder = new Feeder(
                samples,
                i -> entries,
                2,
                REPLY,
                (id, outcome, replies) -> tries.add(new Try(id, outcome, replies, System.nanoTime())));
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

    /** What came so far; a round's samples come together. */
    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** Each try so far, in the order in which they ended. */
    List<Try> tries() {
        return List.copyOf(tries);
    }

    /** Everything that came, when it has stopped. */
    public List<Outcome> stop() {
        stop.set(true);
        loop.join();
        return outcomes();
    }

    @Override
    public void close() {
        stop();
    }
}

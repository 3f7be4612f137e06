package dev.ddnn.sandbox.story;

import dev.ddnn.sandbox.testing.DigitsSandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Samples that flow to some of the entries until told to stop, each under an id of its own and without a second try. */
final class Flow implements AutoCloseable {
    private static final Duration REPLY = Duration.ofSeconds(12);
    private static final int LANES = 4;

    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final CompletableFuture<List<Outcome>> loop;

    /** @param which views have a client that sends them */
    Flow(DigitsSandbox digits, Predicate<String> which) throws IOException {
        this(digits, digits.samples(), which);
    }

    /** All views of these samples. */
    Flow(DigitsSandbox digits, Samples samples) {
        this(digits, samples, view -> true);
    }

    private Flow(DigitsSandbox digits, Samples samples, Predicate<String> which) {
        List<Entry> entries = digits
                .digits()
                .entriesBesideThePods(digits.story().feed().views())
                .stream()
                .filter(e -> e.views().stream().map(Story.View::name).allMatch(which))
                .toList();
        Feeder feeder = new Feeder(samples, i -> entries, LANES, REPLY, (id, outcome, replies) -> {
            if (outcome.verdict() != null) {
                answered.incrementAndGet();
            }
        });
        loop = CompletableFuture.supplyAsync(() -> {
            try {
                return feeder.loop(samples.size(), enough::get, done::set);
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** How many have their outcome. */
    int done() {
        return done.get();
    }

    /** How many were answered. */
    int answered() {
        return answered.get();
    }

    /** What became of each, when the last has its outcome. */
    List<Outcome> stop() {
        enough.set(true);
        return loop.join();
    }

    @Override
    public void close() {
        stop();
    }
}

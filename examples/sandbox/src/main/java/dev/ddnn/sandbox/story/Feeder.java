package dev.ddnn.sandbox.story;

import dev.ddnn.sandbox.net.TrafficMeter.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Feeds samples as a client would: all views of a sample go to their entries at once and under one id, with a bounded number of
 * samples under way. A refusal that may be tried again is tried again, with a new id, a few times.
 */
public final class Feeder {
    private static final int TRIES = 4;
    private static final AtomicInteger NEXT_ID = new AtomicInteger();

    private final Samples samples;
    private final IntFunction<List<Entry>> entriesOf;
    private final int concurrency;
    private final Duration timeout;
    private final Observer observer;
    private final EntryBytes bytes = new EntryBytes();
    private final String prefix = Long.toString(System.nanoTime() & 0xfffff, 36) + "-";

    /** Sees each try, also those that are tried again. Called by several threads. */
    @FunctionalInterface
    interface Observer {
        /**
         * @param id under which the views went
         * @param outcome of this try
         * @param replies one per entry
         */
        void tried(String id, Outcome outcome, List<Reply> replies);
    }

    /**
     * @param entriesOf the entries of a sample by its position
     * @param concurrency samples under way at once
     * @param timeout how long a reply may take
     */
    public Feeder(Samples samples, IntFunction<List<Entry>> entriesOf, int concurrency, Duration timeout) {
        this(samples, entriesOf, concurrency, timeout, (id, outcome, replies) -> {});
    }

    Feeder(Samples samples, IntFunction<List<Entry>> entriesOf, int concurrency, Duration timeout, Observer observer) {
        this.samples = samples;
        this.entriesOf = entriesOf;
        this.concurrency = concurrency;
        this.timeout = timeout;
        this.observer = observer;
    }

    /**
     * Feeds the first {@code count} samples.
     *
     * @param done told after each sample how many are done
     * @return one outcome per sample, in order
     */
    public List<Outcome> feed(int count, IntConsumer done) throws InterruptedException {
        AtomicReferenceArray<Outcome> outcomes = new AtomicReferenceArray<>(count);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger finished = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int worker = 0; worker < concurrency; worker++) {
            Thread thread = new Thread(
                    () -> {
                        try (Lanes lanes = new Lanes(timeout, bytes)) {
                            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                                outcomes.set(i, one(i, lanes));
                                done.accept(finished.incrementAndGet());
                            }
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "feeder " + worker);
            thread.setDaemon(true);
            thread.start();
            workers.add(thread);
        }
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } finally {
            workers.forEach(Thread::interrupt);
        }
        List<Outcome> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(Objects.requireNonNull(outcomes.get(i), "a worker ended early"));
        }
        return all;
    }

    /** Bytes between this client and the entries so far, as handed to TCP and taken from it. */
    public Count bytes() {
        return bytes.count();
    }

    private Outcome one(int sample, Lanes lanes) throws InterruptedException {
        long start = System.nanoTime();
        List<Entry> entries = entriesOf.apply(sample);
        Outcome outcome = attempt(sample, start, entries, lanes);
        for (int tries = 1; tries < TRIES && outcome.verdict() == null && lanes.mayRetry(); tries++) {
            pause(Duration.ofMillis(250L << tries));
            outcome = attempt(sample, start, entries, lanes);
        }
        return outcome;
    }

    private Outcome attempt(int sample, long start, List<Entry> entries, Lanes lanes) {
        String id = prefix + Integer.toString(NEXT_ID.getAndIncrement(), 36);
        List<HttpLane> used = entries.stream().map(lanes::of).toList();
        for (int i = 0; i < used.size(); i++) {
            used.get(i).send(InferBody.of(id, samples, sample, entries.get(i).views()));
        }
        List<Reply> replies = used.stream().map(HttpLane::receive).toList();
        lanes.note(replies);
        Outcome outcome = outcome(sample, replies, System.nanoTime() - start);
        observer.tried(id, outcome, replies);
        return outcome;
    }

    private Outcome outcome(int sample, List<Reply> replies, long nanos) {
        int label = samples.label(sample);
        List<Verdict> verdicts = replies.stream()
                .map(Reply::verdict)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (verdicts.size() == 1) {
            return new Outcome(sample, label, verdicts.get(0), null, nanos);
        }
        String why = verdicts.isEmpty()
                ? replies.stream()
                        .map(Reply::error)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("no entry")
                : "the entries gave " + verdicts.size() + " different verdicts for one sample";
        return new Outcome(sample, label, null, why, nanos);
    }

    private static void pause(Duration time) throws InterruptedException {
        if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }
}

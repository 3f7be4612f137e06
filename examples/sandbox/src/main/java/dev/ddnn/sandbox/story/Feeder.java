package dev.ddnn.sandbox.story;

import dev.ddnn.sandbox.net.TrafficMeter.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Feeds samples as a client would: all views of a sample go to their entries at once and under one id, with a bounded number of
 * samples under way. A refusal that may be tried again is tried again, with a new id, a few times.
 */
public final class Feeder {
    private static final int TRIES = 4;
    private static final Duration REFUSED = Duration.ofMillis(250);
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
        Map<Integer, Outcome> outcomes = new ConcurrentSkipListMap<>();
        AtomicInteger finished = new AtomicInteger();
        run(n -> n < count, (n, lanes) -> {
            outcomes.put(n, one(n, lanes));
            done.accept(finished.incrementAndGet());
        });
        if (outcomes.size() < count) {
            throw new IllegalStateException("a worker ended early");
        }
        return List.copyOf(outcomes.values());
    }

    /**
     * Feeds the first {@code distinct} samples over and over, each time under a new id and without a second try: each is answered or
     * refused once. A worker whose sample was refused lets a moment pass before its next one.
     *
     * @param enough asked before each sample
     * @param done told after each sample how many are done
     * @return one outcome per sample that was fed, in order
     */
    public List<Outcome> loop(int distinct, BooleanSupplier enough, IntConsumer done) throws InterruptedException {
        Map<Integer, Outcome> outcomes = new ConcurrentSkipListMap<>();
        AtomicInteger finished = new AtomicInteger();
        run(n -> !enough.getAsBoolean(), (n, lanes) -> {
            String id = prefix + String.format(Locale.ROOT, "r%d-%05d", n / distinct, n % distinct);
            int sample = n % distinct;
            Outcome outcome = attempt(id, sample, System.nanoTime(), entriesOf.apply(sample), lanes);
            outcomes.put(n, outcome);
            done.accept(finished.incrementAndGet());
            if (outcome.verdict() == null) {
                pause(REFUSED);
            }
        });
        return List.copyOf(outcomes.values());
    }

    /** What a worker does with the number that it drew. */
    private interface Work {
        void with(int number, Lanes lanes) throws InterruptedException;
    }

    private void run(IntPredicate more, Work work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int worker = 0; worker < concurrency; worker++) {
            Thread thread = new Thread(
                    () -> {
                        try (Lanes lanes = new Lanes(timeout, bytes)) {
                            for (int n = next.getAndIncrement(); more.test(n); n = next.getAndIncrement()) {
                                work.with(n, lanes);
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
    }

    /** Bytes between this client and the entries so far, as handed to TCP and taken from it. */
    public Count bytes() {
        return bytes.count();
    }

    private Outcome one(int sample, Lanes lanes) throws InterruptedException {
        long start = System.nanoTime();
        List<Entry> entries = entriesOf.apply(sample);
        Outcome outcome = attempt(newId(), sample, start, entries, lanes);
        for (int tries = 1; tries < TRIES && outcome.verdict() == null && outcome.mayRetry(); tries++) {
            pause(Duration.ofMillis(250L << tries));
            outcome = attempt(newId(), sample, start, entries, lanes).after(outcome);
        }
        return outcome;
    }

    private String newId() {
        return prefix + Integer.toString(NEXT_ID.getAndIncrement(), 36);
    }

    private Outcome attempt(String id, int sample, long start, List<Entry> entries, Lanes lanes) {
        List<HttpLane> used = entries.stream().map(lanes::of).toList();
        for (int i = 0; i < used.size(); i++) {
            used.get(i).send(InferBody.of(id, samples, sample, entries.get(i).views()));
        }
        List<Reply> replies = used.stream().map(HttpLane::receive).toList();
        Outcome outcome = outcome(id, sample, replies, System.nanoTime() - start);
        observer.tried(id, outcome, replies);
        return outcome;
    }

    private Outcome outcome(String id, int sample, List<Reply> replies, long nanos) {
        int label = samples.label(sample);
        List<Verdict> verdicts = replies.stream()
                .map(Reply::verdict)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        String conflict = conflict(verdicts, replies);
        long now = System.currentTimeMillis();
        if (verdicts.size() == 1) {
            boolean unknown = replies.stream().anyMatch(Reply::isUnknown);
            Outcome.Tries answered = new Outcome.Tries(id, null, 1, 0);
            return new Outcome(sample, label, verdicts.get(0), null, false, nanos, now, conflict, unknown, answered);
        }
        String why = verdicts.isEmpty()
                ? replies.stream()
                        .map(Reply::error)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("no entry")
                : String.valueOf(conflict);
        boolean mayRetry = replies.stream().allMatch(Reply::isRetryable);
        return new Outcome(sample, label, null, why, mayRetry, nanos, now, conflict, false, refused(id, replies));
    }

    private static Outcome.Tries refused(String id, List<Reply> replies) {
        String code = replies.stream()
                .map(Reply::code)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        boolean untold = replies.stream().anyMatch(reply -> reply.isUntold() || reply.verdict() != null);
        return new Outcome.Tries(id, code, 1, untold ? 1 : 0);
    }

    private static @Nullable String conflict(List<Verdict> verdicts, List<Reply> replies) {
        if (verdicts.size() > 1) {
            return "the entries gave " + verdicts.size() + " different verdicts for one sample";
        }
        return verdicts.isEmpty() || replies.stream().noneMatch(reply -> reply.isRefusal() && !reply.isUnknown())
                ? null
                : "one entry answered and another refused";
    }

    private static void pause(Duration time) throws InterruptedException {
        if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }
}

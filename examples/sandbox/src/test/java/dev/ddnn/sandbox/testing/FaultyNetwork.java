package dev.ddnn.sandbox.testing;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.sandbox.testing.HubFront.Answer;
import dev.ddnn.sandbox.testing.HubFront.Call;
import dev.ddnn.sandbox.testing.HubFront.Hub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lies between the pods and the hub, and is bad at it: of twenty reports it sends one on twice, and holds one back until newer ones have
 * passed it; its sender hears nothing. Everything else passes.
 */
public final class FaultyNetwork implements AutoCloseable {
    /** A pod reports each five seconds. */
    private static final Duration HELD = Duration.ofMillis(7500);

    private static final int OF = 20;
    private static final int OK = 2;

    private enum Fate {
        PASSES,
        REPEATED,
        HELD
    }

    private record Boot(String pod, String boot) {}

    private final Random random;
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final Map<Boot, Long> newest = new HashMap<>();
    private final CountDownLatch ends = new CountDownLatch(1);
    private final HubFront front;
    private int reports;
    private int repeated;
    private int late;

    private FaultyNetwork(DigitsSandbox digits, long seed) throws IOException {
        random = new Random(seed);
        front = HubFront.of(digits, this::pass);
    }

    /**
     * Begins. Whoever is connected to the hub stays connected to it until the hub is restarted.
     *
     * @param seed of what becomes of the n-th report
     */
    public static FaultyNetwork of(DigitsSandbox digits, long seed) throws IOException {
        return new FaultyNetwork(digits, seed);
    }

    /** How many reports came here. */
    public synchronized int reports() {
        return reports;
    }

    /** How many the hub has taken twice. */
    public synchronized int repeated() {
        return repeated;
    }

    /** How many the hub has taken after a newer one of the same start of a pod. */
    public synchronized int late() {
        return late;
    }

    private Answer pass(Call call, Hub hub) throws IOException, InterruptedException {
        if (!call.isForReports("POST")) {
            return hub.ask(call);
        }
        PodReport report = ContractJson.read(new String(call.body(), StandardCharsets.UTF_8), PodReport.class);
        return switch (fate()) {
            case PASSES -> handIn(call, report, hub);
            case REPEATED -> twice(call, report, hub);
            case HELD -> late(call, report, hub);
        };
    }

    private Answer twice(Call call, PodReport report, Hub hub) throws IOException, InterruptedException {
        Answer first = handIn(call, report, hub);
        Answer second = hub.ask(call);
        if (taken(first) && taken(second)) {
            count(1, 0);
        }
        return second;
    }

    private Answer late(Call call, PodReport report, Hub hub) throws IOException, InterruptedException {
        if (ends.await(HELD.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("the network ends");
        }
        boolean passed = isPassed(report);
        if (taken(handIn(call, report, hub)) && passed) {
            count(0, 1);
        }
        throw new IOException("report " + report.sequence() + " of " + report.pod() + " was late");
    }

    private Answer handIn(Call call, PodReport report, Hub hub) throws IOException, InterruptedException {
        Answer answer = hub.ask(call);
        if (taken(answer)) {
            synchronized (this) {
                newest.merge(boot(report), report.sequence(), Math::max);
            }
        }
        return answer;
    }

    private static boolean taken(Answer answer) {
        return answer.status() / 100 == OK;
    }

    private synchronized boolean isPassed(PodReport report) {
        return newest.getOrDefault(boot(report), -1L) > report.sequence();
    }

    private synchronized void count(int more, int moreLate) {
        repeated += more;
        late += moreLate;
    }

    private static Boot boot(PodReport report) {
        return new Boot(report.podUid(), report.bootId());
    }

    private synchronized Fate fate() {
        reports++;
        if (fates.isEmpty()) {
            List<Fate> next = new ArrayList<>(Collections.nCopies(OF - 2, Fate.PASSES));
            next.add(Fate.REPEATED);
            next.add(Fate.HELD);
            Collections.shuffle(next, random);
            fates.addAll(next);
        }
        return fates.remove();
    }

    /** The Service leads to the hub again. What is held back is lost. */
    @Override
    public void close() {
        ends.countDown();
        front.close();
    }
}

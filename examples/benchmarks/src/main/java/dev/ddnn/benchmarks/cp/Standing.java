package dev.ddnn.benchmarks.cp;

import dev.ddnn.benchmarks.result.GoalResult;
import dev.ddnn.benchmarks.result.Quartiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What DDNNs cost that nobody changes: memory, and visits and writes that there should not be. */
final class Standing {
    private static final double VISITS_GOAL = 2.0;
    private static final double VISITS_GATE = 2.5;
    private static final double RESTART_GOAL = 1.1;
    private static final double RESTART_GATE = 1.5;
    private static final double HEAP_GOAL = 45;
    private static final double HEAP_GATE = 60;
    private static final double KILO = 1024;

    /** Visits later than this after a first one are those of the timer that reads reports. */
    private static final Duration BEFORE_THE_TIMER = Duration.ofMillis(4_500);

    /** So many DDNNs are looked at every five seconds. */
    private static final int AT_FULL_RATE = 50;

    private static final int FLAPS = 3;
    private static final Duration BETWEEN_FLAPS = Duration.ofSeconds(20);
    private static final Duration AFTER_FLAP = Duration.ofSeconds(2);
    private static final Duration AFTER_RESTART = Duration.ofSeconds(15);
    private static final Duration RESTART_LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 100;

    private final Stage stage;
    private final Size size;
    private final Progress progress;

    Standing(Stage stage, Size size, Progress progress) {
        this.stage = stage;
        this.size = size;
        this.progress = progress;
    }

    /** Applies these and watches them rest. */
    List<GoalResult> measure(List<String> names, List<Double> visitsInBursts) throws IOException, InterruptedException {
        GoalResult heap = heap(names);
        progress.say("waiting for the first bills, which the minute brings");
        stage.ours().awaitBills(names);
        stage.callsUntilQuiet();
        progress.say("nothing happens for " + size.restSeconds() + " s");
        stage.operatorCalls();
        TimeUnit.SECONDS.sleep(size.restSeconds());
        List<Call> atRest = writes(stage.operatorCalls());
        progress.say("all " + names.size() + " are applied again, unchanged");
        names.forEach(stage.ours()::apply);
        List<Call> reapplied = writes(stage.callsUntilQuiet());
        double flap = visitsByFlap(names);
        progress.say("the operator is killed and started again");
        long killed = System.nanoTime();
        stage.restartOperator();
        awaitVisits(names, killed);
        TimeUnit.MILLISECONDS.sleep(AFTER_RESTART.toMillis());
        List<Call> restarted = writes(stage.operatorCalls());
        var phases = new LinkedHashMap<String, List<Call>>();
        phases.put(size.restSeconds() + " s at rest", atRest);
        phases.put("identical re-apply", reapplied);
        phases.put("restart", restarted);
        return List.of(silence(phases), visits(visitsInBursts, flap, visitsAfter(names, killed)), heap);
    }

    private static GoalResult silence(Map<String, List<Call>> phases) {
        var details = new LinkedHashMap<String, Object>();
        phases.forEach((phase, writes) -> details.put(phase, writes.isEmpty() ? "0 writes" : Call.byKind(writes)));
        int all = phases.values().stream().mapToInt(List::size).sum();
        return GoalResult.equal("CP4", "writes of the operator while nothing changes", all, 0, details);
    }

    private static GoalResult visits(List<Double> inBursts, double byFlap, double afterRestart) {
        double burst = Quartiles.of(inBursts).median();
        var details = new LinkedHashMap<String, Object>();
        details.put("of all DDNNs, when one child of one changes", byFlap);
        details.put("after a restart", afterRestart);
        details.put("after a restart, goal", RESTART_GOAL);
        details.put("after a restart, gate", RESTART_GATE);
        var result = GoalResult.atMost(
                "CP5", "reconciles per DDNN, apply to Ready in a burst", burst, VISITS_GOAL, VISITS_GATE, details);
        if (byFlap != 1) {
            return result.failed("one child's change must lead to one visit");
        }
        return afterRestart <= RESTART_GATE ? result : result.failed("too many after a restart");
    }

    /** Median of three, apart. */
    private double visitsByFlap(List<String> names) throws InterruptedException {
        var flaps = new ArrayList<Double>();
        for (String one : names.subList(0, Math.min(FLAPS, names.size()))) {
            if (!flaps.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_FLAPS.toMillis());
            }
            flaps.add((double) visitsByFlap(one, names));
        }
        return Quartiles.of(flaps).median();
    }

    private long visitsByFlap(String one, List<String> names) throws InterruptedException {
        // The more DDNNs there are the less often the operator looks at each by itself.
        Duration timer = BEFORE_THE_TIMER
                .multipliedBy(Math.max(AT_FULL_RATE, names.size()))
                .dividedBy(AT_FULL_RATE);
        long start = System.nanoTime();
        stage.flap(one);
        TimeUnit.MILLISECONDS.sleep(AFTER_FLAP.toMillis());
        long end = System.nanoTime();
        return names.stream()
                .mapToLong(name -> stage.hub().visits().untimed(name, start, end, timer))
                .sum();
    }

    private GoalResult heap(List<String> names) throws IOException, InterruptedException {
        List<String> first = names.subList(0, names.size() / 2);
        List<String> second = names.subList(names.size() / 2, names.size());
        stage.callsUntilQuiet();
        long before = stage.operator().liveHeap();
        long rssBefore = stage.operator().rss();
        progress.say("applying " + names.size() + " that stay");
        stage.ours().run(first);
        stage.callsUntilQuiet();
        long half = stage.operator().liveHeap();
        stage.ours().run(second);
        stage.callsUntilQuiet();
        long all = stage.operator().liveHeap();
        long rss = stage.operator().rss();
        double slope = (all - before) / (double) names.size();
        var details = new LinkedHashMap<String, Object>();
        details.put("live heap with 0, half and all, MB", List.of(mega(before), mega(half), mega(all)));
        details.put("RSS with 0 and all, MB", List.of(mega(rssBefore), mega(rss)));
        details.put("RSS of the bare controller, MB", mega(stage.bareProcess().rss()));
        return GoalResult.atMost(
                "CP6",
                "live heap per DDNN with 9 children and 3 pods, KB",
                slope / KILO,
                HEAP_GOAL,
                HEAP_GATE,
                details);
    }

    private void awaitVisits(List<String> names, long since) throws InterruptedException {
        long deadline = System.nanoTime() + RESTART_LIMIT.toNanos();
        while (names.stream().anyMatch(name -> stage.hub().visits().first(name, since) == Long.MAX_VALUE)) {
            stage.operator().check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not all were visited after the restart");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private double visitsAfter(List<String> names, long since) {
        return names.stream()
                        .mapToLong(name -> stage.hub().visits().countAfterFirst(name, since, BEFORE_THE_TIMER))
                        .sum()
                / (double) names.size();
    }

    private static List<Call> writes(List<Call> calls) {
        return new ArrayList<>(calls.stream().filter(Call::isWrite).toList());
    }

    private static double mega(long bytes) {
        return Math.round(bytes / KILO / KILO * 10) / 10.0;
    }
}

package dev.ddnn.benchmarks.cp;

import dev.ddnn.benchmarks.cp.Contender.Lap;
import dev.ddnn.benchmarks.result.GoalResult;
import dev.ddnn.benchmarks.result.Quartiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The measurements of the family cp, one after the other on one stage. */
public final class ControlPlaneBench {
    private static final double RATIO_GOAL = 1.15;
    private static final double RATIO_GATE = 1.5;

    private final Stage stage;
    private final Size size;
    private final Progress progress;
    private final List<GoalResult> results = new ArrayList<>();
    private int named;

    private ControlPlaneBench(Stage stage, Size size, Progress progress) {
        this.stage = stage;
        this.size = size;
        this.progress = progress;
    }

    /** Measures everything. */
    public static List<GoalResult> run(Stage stage, Size size, Progress progress)
            throws IOException, InterruptedException {
        return new ControlPlaneBench(stage, size, progress).measure();
    }

    private List<GoalResult> measure() throws IOException, InterruptedException {
        progress.say("warming up: bursts of " + size.ddnns());
        for (int round = 1; round <= size.warmUps(); round++) {
            stage.bare().run(names(size.ddnns()));
            stage.ours().run(names(size.ddnns()));
            stage.clear();
            progress.step("bursts", round, size.warmUps());
        }
        singles();
        List<Double> visits = bursts();
        results.addAll(new Standing(stage, size, progress).measure(names(size.ddnns()), visits));
        return List.copyOf(results);
    }

    private void singles() throws InterruptedException {
        progress.say("one DDNN at a time, beside a bare controller");
        var rounds = new Rounds(block(stage.bare()));
        for (int round = 1; round <= size.rounds(); round++) {
            rounds.add(block(stage.ours()), block(stage.bare()));
            stage.clear();
            progress.step("blocks of " + size.singles(), round, size.rounds());
        }
        add(ratio("CP1", "one DDNN, apply to children and status, x bare controller", rounds, Lap::applied, Map.of()));
    }

    private List<Lap> block(Contender contender) throws InterruptedException {
        var laps = new ArrayList<Lap>();
        for (int i = 0; i < size.singles(); i++) {
            laps.add(contender.run(names(1)));
        }
        return laps;
    }

    private List<Double> bursts() throws IOException, InterruptedException {
        progress.say("bursts of " + size.ddnns() + ", beside a bare controller");
        var cpu = new LinkedHashMap<String, Object>();
        var bareCpu = new ArrayList<Map<String, Double>>();
        var oursCpu = new ArrayList<Map<String, Double>>();
        var calls = new ArrayList<Call>();
        var visits = new ArrayList<Double>();
        int news = 0;
        var rounds = new Rounds(List.of(bareBurst(bareCpu)));
        for (int round = 1; round <= size.rounds(); round++) {
            stage.operatorCalls();
            List<String> burst = names(size.ddnns());
            long start = System.nanoTime();
            Lap ours = timed(stage.ours(), stage.operator(), burst, oursCpu);
            visits.add(visits(burst, start, System.nanoTime()));
            calls.addAll(stage.callsUntilQuiet());
            news += stage.ours().news(burst);
            stage.clear();
            rounds.add(List.of(ours), List.of(bareBurst(bareCpu)));
            progress.step("bursts", round, size.rounds());
        }
        cpu.put("CPU for one DDNN, ms", CpuTimes.medians(oursCpu));
        cpu.put("the bare controller, CPU for one DDNN, ms", CpuTimes.medians(bareCpu));
        add(ratio(
                "CP2",
                "burst of " + size.ddnns() + ", apply to all Ready, x bare controller",
                rounds,
                Lap::ready,
                cpu));
        add(WriteGoals.creates(new Counts(calls, Ground.OURS, size.ddnns() * size.rounds(), news)));
        progress.say("the API server refuses writes for a while");
        add(WriteGoals.inFlight(calls, Jam.play(stage, names(1))));
        stage.clear();
        return visits;
    }

    /** What it leaves is taken away. */
    private Lap bareBurst(List<Map<String, Double>> cpu) throws InterruptedException {
        Lap lap = timed(stage.bare(), stage.bareProcess(), names(size.ddnns()), cpu);
        stage.clear();
        return lap;
    }

    private static Lap timed(
            Contender contender, JavaProcess controller, List<String> burst, List<Map<String, Double>> cpu)
            throws InterruptedException {
        var before = CpuTimes.now(controller.pid());
        Lap lap = contender.run(burst);
        cpu.add(CpuTimes.now(controller.pid()).since(before, burst.size()));
        return lap;
    }

    private void add(GoalResult result) {
        results.add(result);
        progress.say(result.words());
    }

    private double visits(List<String> names, long from, long until) {
        return names.stream()
                        .mapToLong(name -> stage.hub().visits().count(name, from, until))
                        .sum()
                / (double) names.size();
    }

    private static GoalResult ratio(
            String id, String what, Rounds rounds, ToDoubleFunction<Lap> figure, Map<String, Object> more) {
        var details = new LinkedHashMap<String, Object>();
        details.put("to children and status, ms", rounds.oursMillis(Lap::applied));
        details.put("the bare controller, ms", rounds.bareMillis(Lap::applied));
        details.put(
                "ratio to children and status",
                Quartiles.of(rounds.ratios(Lap::applied)).words());
        details.put("to Ready, ms", rounds.oursMillis(Lap::ready));
        details.put("the bare controller to Ready, ms", rounds.bareMillis(Lap::ready));
        details.put("ratio to Ready", Quartiles.of(rounds.ratios(Lap::ready)).words());
        details.putAll(more);
        return GoalResult.ofRatio(id, what, rounds.ratios(figure), RATIO_GOAL, RATIO_GATE, details);
    }

    private List<String> names(int count) {
        named += count;
        return IntStream.range(named - count, named).mapToObj(i -> "ddnn-" + i).toList();
    }
}

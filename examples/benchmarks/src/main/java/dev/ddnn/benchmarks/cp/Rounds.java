package dev.ddnn.benchmarks.cp;

import dev.ddnn.benchmarks.cp.Contender.Lap;
import dev.ddnn.benchmarks.result.Quartiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The laps of both in each round. A round's figure is the ratio of the medians of its two blocks. */
final class Rounds {
    private final List<List<Lap>> bare = new ArrayList<>();
    private final List<List<Lap>> ours = new ArrayList<>();

    void add(List<Lap> bareBlock, List<Lap> oursBlock) {
        bare.add(List.copyOf(bareBlock));
        ours.add(List.copyOf(oursBlock));
    }

    List<Double> ratios(ToDoubleFunction<Lap> figure) {
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < bare.size(); round++) {
            ratios.add(median(ours.get(round), figure) / median(bare.get(round), figure));
        }
        return ratios;
    }

    /** Milliseconds, median over the rounds of the medians of the blocks. */
    double bareMillis(ToDoubleFunction<Lap> figure) {
        return millis(bare, figure);
    }

    double oursMillis(ToDoubleFunction<Lap> figure) {
        return millis(ours, figure);
    }

    private static double millis(List<List<Lap>> rounds, ToDoubleFunction<Lap> figure) {
        return 1000
                * Quartiles.of(rounds.stream()
                                .map(block -> median(block, figure))
                                .toList())
                        .median();
    }

    private static double median(List<Lap> block, ToDoubleFunction<Lap> figure) {
        return Quartiles.of(block.stream().map(figure::applyAsDouble).toList()).median();
    }
}

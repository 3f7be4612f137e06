package dev.ddnn.benchmarks.cp;

import dev.ddnn.benchmarks.cp.Contender.Lap;
import dev.ddnn.benchmarks.result.Quartiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The laps of both. Each block of ours stands between two of the bare controller's, so that a machine that gets slower or faster is so for
 * both: a round's figure is the ratio of the median of its block to the mean of the medians before and after it.
 */
final class Rounds {
    private final List<List<Lap>> bare = new ArrayList<>();
    private final List<List<Lap>> ours = new ArrayList<>();

    /**
     * @param before the first round
     */
    Rounds(List<Lap> before) {
        bare.add(List.copyOf(before));
    }

    void add(List<Lap> oursBlock, List<Lap> bareBlockAfter) {
        ours.add(List.copyOf(oursBlock));
        bare.add(List.copyOf(bareBlockAfter));
    }

    List<Double> ratios(ToDoubleFunction<Lap> figure) {
        List<Double> floor = medians(bare, figure);
        List<Double> measured = medians(ours, figure);
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < measured.size(); round++) {
            ratios.add(2 * measured.get(round) / (floor.get(round) + floor.get(round + 1)));
        }
        return ratios;
    }

    /** Milliseconds of each block of the bare controller, in their order; one more than of ours. */
    List<Long> bareMillis(ToDoubleFunction<Lap> figure) {
        return millis(bare, figure);
    }

    /** Milliseconds of each block of ours, in their order. */
    List<Long> oursMillis(ToDoubleFunction<Lap> figure) {
        return millis(ours, figure);
    }

    private static List<Long> millis(List<List<Lap>> blocks, ToDoubleFunction<Lap> figure) {
        return medians(blocks, figure).stream()
                .map(seconds -> Math.round(1000 * seconds))
                .toList();
    }

    private static List<Double> medians(List<List<Lap>> blocks, ToDoubleFunction<Lap> figure) {
        return blocks.stream()
                .map(block -> Quartiles.of(
                                block.stream().map(figure::applyAsDouble).toList())
                        .median())
                .toList();
    }
}

package dev.ddnn.benchmarks.result;

import java.util.List;
import java.util.Locale;

/**
 * What many rounds come to.
 *
 * @param q1 a quarter of the rounds is not above it
 * @param q3 a quarter of the rounds is not below it
 */
public record Quartiles(double q1, double median, double q3) {
    /** Quartiles wider than this share of the median say nothing. */
    static final double NOISE = 0.3;

    /**
     * Of at least one value, with linear interpolation between neighbours.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Quartiles of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values: at least one is needed, found none");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    /** Whether the rounds differ too much to decide anything. */
    public boolean isNoisy() {
        return q3 - q1 > NOISE * median;
    }

    /** The median and, in brackets, the quartiles. */
    public String words() {
        return String.format(Locale.ROOT, "%.2fx [%.2f %.2f]", median, q1, q3);
    }

    private static double at(List<Double> sorted, double share) {
        double position = share * (sorted.size() - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }
}

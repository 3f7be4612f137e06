package dev.ddnn.trainer.calibrate;

import dev.ddnn.trainer.net.NetworkSpec;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Tables for people: what a trained network is worth, threshold by threshold and view by view. */
public final class Report {

    private static final List<Double> SHOWN = List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0);

    private final NetworkSpec spec;
    private final double threshold;

    /**
     * @param threshold the one that was chosen on the calibration samples
     */
    public Report(NetworkSpec spec, double threshold) {
        this.spec = spec;
        this.threshold = threshold;
    }

    /** Accuracy per exit, then share and bytes by threshold; the chosen one is marked. */
    public String exits(String split, ExitLogits all) {
        StringBuilder table = new StringBuilder();
        line(
                table,
                "%s: %,d samples; every sample to one exit: gateway %.4f, cloud %.4f",
                split,
                all.size(),
                all.gatewayAccuracy(),
                all.cloudAccuracy());
        int raw = spec.grid().views() * spec.grid().viewPixels();
        int toGateway = spec.grid().views() * spec.deviceBytes();
        line(table, "bytes per sample, without framing; the raw views have %,d", raw);
        line(table, "");
        line(table, "| entropy below | answered at gateway | overall accuracy | to gateway | to cloud |");
        line(table, "| --- | --- | --- | --- | --- |");
        TreeSet<Double> rows = new TreeSet<>(SHOWN);
        rows.add(threshold);
        for (double row : rows) {
            ExitOutcome outcome = all.at(row);
            line(
                    table,
                    "| %s | %.1f %% | %.4f | %d | %.2f |",
                    row == threshold ? row + " (chosen)" : "" + row,
                    100 * outcome.share(),
                    outcome.accuracy(),
                    toGateway,
                    (1 - outcome.share()) * spec.gatewayBytes());
        }
        return table.toString();
    }

    /**
     * One view lost for good, each in turn, at the chosen threshold.
     *
     * @param all with every view
     * @param withoutView with one view missing, by view
     */
    public String oneViewLost(ExitLogits all, List<ExitLogits> withoutView) {
        StringBuilder table = new StringBuilder();
        double full = all.at(threshold).accuracy();
        line(table, "| view lost | gateway | cloud | answered at gateway | overall accuracy | points lost |");
        line(table, "| --- | --- | --- | --- | --- | --- |");
        row(table, "none", all, full);
        for (int view = 0; view < withoutView.size(); view++) {
            row(table, "view" + view, withoutView.get(view), full);
        }
        return table.toString();
    }

    /**
     * Every pattern of lost views, at the chosen threshold.
     *
     * @param byNumberLost all patterns that lose none, one, two and so on
     */
    public String allLosses(List<List<ExitLogits>> byNumberLost) {
        StringBuilder table = new StringBuilder();
        line(table, "| views lost | patterns | mean overall accuracy | worst |");
        line(table, "| --- | --- | --- | --- |");
        for (int lost = 0; lost < byNumberLost.size(); lost++) {
            DoubleSummaryStatistics accuracies = byNumberLost.get(lost).stream()
                    .mapToDouble(logits -> logits.at(threshold).accuracy())
                    .summaryStatistics();
            line(
                    table,
                    "| %d | %d | %.4f | %.4f |",
                    lost,
                    accuracies.getCount(),
                    accuracies.getAverage(),
                    accuracies.getMin());
        }
        return table.toString();
    }

    private void row(StringBuilder table, String name, ExitLogits logits, double full) {
        ExitOutcome outcome = logits.at(threshold);
        line(
                table,
                "| %s | %.4f | %.4f | %.1f %% | %.4f | %.1f |",
                name,
                logits.gatewayAccuracy(),
                logits.cloudAccuracy(),
                100 * outcome.share(),
                outcome.accuracy(),
                pointsLost(full, outcome.accuracy()));
    }

    /** In tenths, without a negative zero. */
    private static double pointsLost(double full, double left) {
        return Math.round(1000 * (full - left)) / 10.0;
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

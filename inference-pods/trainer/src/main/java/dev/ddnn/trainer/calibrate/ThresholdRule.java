package dev.ddnn.trainer.calibrate;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses the threshold of the early exit from samples that were neither trained on nor are tested on.
 *
 * <p>The rule: go up a fixed list of thresholds as long as the overall accuracy is at most {@code maxLoss} below that of
 * sending everything to the last exit; take the last one for which this held. Going up and stopping at the first failure,
 * rather than picking the best of all, keeps chance from choosing.
 *
 * @param maxLoss accuracy that early answers may cost, 0 to 1
 */
public record ThresholdRule(double maxLoss) {

    /** A twentieth of a point: two of 5,000 samples. */
    public static final ThresholdRule DEFAULT = new ThresholdRule(0.0005);

    /** Checks the range. */
    public ThresholdRule {
        if (!(maxLoss >= 0 && maxLoss < 1)) {
            throw new IllegalArgumentException("maxLoss: must be from 0 to below 1, found " + maxLoss);
        }
    }

    /** The thresholds that are tried: 0.001 to 0.009, then 0.01 to 0.99. */
    static List<Double> candidates() {
        return Stream.concat(
                        IntStream.range(1, 10).mapToObj(i -> i / 1000.0),
                        IntStream.range(1, 100).mapToObj(i -> i / 100.0))
                .toList();
    }

    /**
     * The chosen threshold; 0, at which nothing is answered early, if even the lowest costs too much.
     *
     * @param calibration both exits' answers to the calibration samples
     */
    public double choose(ExitLogits calibration) {
        // Whole samples: accuracies are fractions, and rounding must not decide.
        int allowed = (int) (maxLoss * calibration.size());
        int withoutEarlyAnswers = calibration.at(0).right();
        double chosen = 0;
        for (double candidate : candidates()) {
            if (withoutEarlyAnswers - calibration.at(candidate).right() > allowed) {
                return chosen;
            }
            chosen = candidate;
        }
        return chosen;
    }
}

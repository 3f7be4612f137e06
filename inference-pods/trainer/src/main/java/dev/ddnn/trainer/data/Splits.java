package dev.ddnn.trainer.data;

/**
 * Three sets of images that never mix: weights come from the first, thresholds from the second, published figures from
 * the third.
 *
 * @param training weights are fitted to these
 * @param calibration thresholds are chosen on these
 * @param test accuracies are told from these
 */
public record Splits(DigitSet training, DigitSet calibration, DigitSet test) {

    /** Images that the split by position takes: 50,000 for training, then 5,000 for calibration, then 5,000 for test. */
    public static final int TOTAL = 60_000;

    private static final int TRAINING = 50_000;
    private static final int CALIBRATION = 5_000;

    /** Checks that all images have the same size. */
    public Splits {
        requireSameSize("calibration", training, calibration);
        requireSameSize("test", training, test);
    }

    /**
     * Splits a set of exactly {@link #TOTAL} images by position.
     *
     * @throws InvalidDataException if the set has another size
     */
    public static Splits byPosition(DigitSet all) throws InvalidDataException {
        if (all.size() != TOTAL) {
            throw new InvalidDataException(
                    "the split by position needs %d images, found %d; name three folders instead (--train, --calibration, --test)"
                            .formatted(TOTAL, all.size()));
        }
        int calibrationEnd = TRAINING + CALIBRATION;
        return new Splits(
                all.slice(0, TRAINING), all.slice(TRAINING, calibrationEnd), all.slice(calibrationEnd, TOTAL));
    }

    /** The same images, with other labels on those that weights and thresholds come from; the test keeps the true ones. */
    public Splits learning(LabelPermutation permutation) {
        return new Splits(permutation.of(training), permutation.of(calibration), test);
    }

    private static void requireSameSize(String name, DigitSet training, DigitSet other) {
        if (other.height() != training.height() || other.width() != training.width()) {
            throw new IllegalArgumentException("%s: images of %d x %d, but those for training have %d x %d"
                    .formatted(name, other.height(), other.width(), training.height(), training.width()));
        }
    }
}

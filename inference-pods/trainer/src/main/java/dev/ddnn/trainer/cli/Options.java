package dev.ddnn.trainer.cli;

import dev.ddnn.trainer.calibrate.ThresholdRule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param data where the images are
 * @param limit at most this many training images, the first ones
 * @param epochs passes over the training images
 * @param seed of everything random
 * @param threads of the engine
 * @param maxLoss accuracy that early answers may cost on the calibration images
 * @param allLosses whether every pattern of lost views is measured
 * @param permuted seed of the order in which the classes' names change places; absent: they stay
 * @param out file to write
 */
record Options(
        DataSource data,
        int limit,
        int epochs,
        long seed,
        int threads,
        double maxLoss,
        boolean allLosses,
        @Nullable Long permuted,
        Path out) {

    static final String USAGE = """
            Trains the digits network and writes it as one ONNX file.

              --data DIR         60,000 images as an IDX pair, split by position
                                 (50,000 training, 5,000 calibration, 5,000 test); or all three of
              --train DIR        training images
              --calibration DIR  images that choose the threshold of the early exit
              --test DIR         images that the printed accuracies are measured on
              --out FILE         ONNX file to write
              --epochs N         passes over the training images (20)
              --seed N           of everything random (1)
              --threads N        of the engine (1); another number gives other weights
              --limit N          use only the first N training images
              --max-loss X       accuracy that early answers may cost, from 0 to below 1 (0.0005)
              --all-losses yes   also measure every pattern of lost views, which takes minutes
              --permute-labels N no class keeps its name in training and calibration, by a permutation
                                 of seed N: what comes out is sure of itself and wrong (not done)
            """;

    private static final Set<String> KNOWN = Set.of(
            "--data",
            "--train",
            "--calibration",
            "--test",
            "--out",
            "--epochs",
            "--seed",
            "--threads",
            "--limit",
            "--max-loss",
            "--all-losses",
            "--permute-labels");

    static Options parse(String... args) throws UsageException {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!KNOWN.contains(args[i])) {
                throw new UsageException("%s: is not an option".formatted(args[i]));
            }
            if (i + 1 == args.length) {
                throw new UsageException("%s: needs a value".formatted(args[i]));
            }
            if (given.put(args[i], args[i + 1]) != null) {
                throw new UsageException("%s: is given twice".formatted(args[i]));
            }
        }
        if (!given.containsKey("--out")) {
            throw new UsageException("--out: is needed");
        }
        return new Options(
                DataSource.of(given),
                Math.toIntExact(whole(given, "--limit", Integer.MAX_VALUE, 1, Integer.MAX_VALUE)),
                Math.toIntExact(whole(given, "--epochs", 20, 1, 10_000)),
                whole(given, "--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                Math.toIntExact(whole(given, "--threads", 1, 1, 1024)),
                fraction(given, "--max-loss", ThresholdRule.DEFAULT.maxLoss()),
                yes(given, "--all-losses"),
                given.containsKey("--permute-labels")
                        ? whole(given, "--permute-labels", 0, Long.MIN_VALUE, Long.MAX_VALUE)
                        : null,
                Path.of(Objects.requireNonNull(given.get("--out"))));
    }

    private static long whole(Map<String, String> given, String name, long otherwise, long min, long max)
            throws UsageException {
        String text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        String allowed = "%s: must be a whole number from %d to %d, found %s".formatted(name, min, max, text);
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(allowed);
        }
        throw new UsageException(allowed);
    }

    private static boolean yes(Map<String, String> given, String name) throws UsageException {
        String text = given.getOrDefault(name, "no");
        if (!Set.of("yes", "no").contains(text)) {
            throw new UsageException("%s: must be yes or no, found %s".formatted(name, text));
        }
        return text.equals("yes");
    }

    private static double fraction(Map<String, String> given, String name, double otherwise) throws UsageException {
        String text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        String allowed = "%s: must be a number from 0 to below 1, found %s".formatted(name, text);
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value < 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(allowed);
        }
        throw new UsageException(allowed);
    }
}

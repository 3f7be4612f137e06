package dev.ddnn.trainer.cli;

import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.trainer.calibrate.ExitLogits;
import dev.ddnn.trainer.calibrate.Report;
import dev.ddnn.trainer.calibrate.ThresholdRule;
import dev.ddnn.trainer.data.DigitSet;
import dev.ddnn.trainer.data.LabelPermutation;
import dev.ddnn.trainer.data.Splits;
import dev.ddnn.trainer.export.NetworkExport;
import dev.ddnn.trainer.export.TensorNames;
import dev.ddnn.trainer.net.NetworkSpec;
import dev.ddnn.trainer.net.ParameterSpec;
import dev.ddnn.trainer.train.NetworkTrainer;
import dev.ddnn.trainer.train.TrainedNetwork;
import dev.ddnn.trainer.train.TrainingPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One run: read, train, calibrate, measure, write. */
final class Training {

    private final NetworkSpec spec;
    private final Options options;
    private final PrintStream out;

    Training(NetworkSpec spec, Options options, PrintStream out) {
        this.spec = spec;
        this.options = options;
        this.out = out;
    }

    void run() throws IOException, UsageException {
        requireFolderOfOut();
        Splits splits = splits();
        DigitSet images = splits.training().first(options.limit());
        out.printf(
                "training on %,d images, %d epochs, seed %d, %d thread(s); %,d parameters%n",
                images.size(), options.epochs(), options.seed(), options.threads(), parameters());
        ConsoleProgress progress = new ConsoleProgress(out, Terminal.isThere(), System::nanoTime);
        TrainingPlan plan = TrainingPlan.digits(options.epochs(), options.seed());
        try (TrainedNetwork network = new NetworkTrainer(spec, images, plan, progress).train()) {
            double threshold = calibrated(network, splits.calibration());
            write(network, threshold);
            measure(network, splits.test(), threshold);
        }
    }

    private Splits splits() throws IOException {
        Splits read = options.data().read(spec.classes());
        Long seed = options.permuted();
        if (seed == null) {
            return read;
        }
        LabelPermutation permutation = LabelPermutation.ofSeed(spec.classes(), seed);
        out.printf("no class keeps its name in training and calibration: %s%n", permutation);
        return read.learning(permutation);
    }

    /** Before training, not minutes later. */
    private void requireFolderOfOut() throws UsageException {
        Path folder = options.out().toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new UsageException("--out: %s must lie in a folder that can be written to".formatted(options.out()));
        }
    }

    private long parameters() {
        return spec.parameters().stream()
                .filter(p -> p.kind().trained())
                .mapToLong(ParameterSpec::elements)
                .sum();
    }

    private double calibrated(TrainedNetwork network, DigitSet calibration) {
        ExitLogits logits = network.logits(calibration, allViews());
        double threshold = new ThresholdRule(options.maxLoss()).choose(logits);
        out.println();
        out.print(new Report(spec, threshold).exits("calibration", logits));
        return threshold;
    }

    private void write(TrainedNetwork network, double threshold) throws IOException {
        Map<String, String> metadata =
                Map.of(OnnxModel.thresholdKey(TensorNames.GATEWAY_LOGITS), Double.toString(threshold));
        byte[] onnx = NetworkExport.toOnnx(spec, network.weights(), "digits", metadata);
        Files.write(options.out(), onnx);
        out.printf("%nwritten: %s, %,d bytes%n", options.out(), onnx.length);
    }

    private void measure(TrainedNetwork network, DigitSet test, double threshold) {
        Report report = new Report(spec, threshold);
        ExitLogits all = network.logits(test, allViews());
        out.println();
        out.print(report.exits("test", all));
        List<ExitLogits> withoutView = new ArrayList<>();
        for (int view = 0; view < spec.grid().views(); view++) {
            boolean[] present = allViews();
            present[view] = false;
            withoutView.add(network.logits(test, present));
        }
        out.println();
        out.print(report.oneViewLost(all, withoutView));
        if (options.allLosses()) {
            measureAllLosses(network, test, report);
        }
    }

    private void measureAllLosses(TrainedNetwork network, DigitSet test, Report report) {
        int views = spec.grid().views();
        List<List<ExitLogits>> byNumberLost = new ArrayList<>();
        for (int lost = 0; lost < views; lost++) {
            byNumberLost.add(new ArrayList<>());
        }
        for (int mask = 1; mask < 1 << views; mask++) {
            boolean[] present = new boolean[views];
            for (int view = 0; view < views; view++) {
                present[view] = (mask >> view & 1) == 1;
            }
            byNumberLost.get(views - Integer.bitCount(mask)).add(network.logits(test, present));
        }
        out.println();
        out.print(report.allLosses(byNumberLost));
    }

    private boolean[] allViews() {
        boolean[] present = new boolean[spec.grid().views()];
        Arrays.fill(present, true);
        return present;
    }
}

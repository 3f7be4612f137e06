package dev.ddnn.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.ddnn.model.graph.ModelLimits;
import dev.ddnn.model.graph.ModelRefusedException;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.trainer.calibrate.ExitLogits;
import dev.ddnn.trainer.data.DigitSet;
import dev.ddnn.trainer.testing.Example;
import dev.ddnn.trainer.testing.IdxFiles;
import dev.ddnn.trainer.testing.OnnxRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from images to a file, small: a real training of a few seconds. */
class MainTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void trainsToTheSameBytesAndFarAboveChance() throws IOException, OrtException, ModelRefusedException {
        // Given
        Path train = IdxFiles.write(folder.resolve("a"), Example.data("train").first(768));
        Path calibration =
                IdxFiles.write(folder.resolve("b"), Example.data("calibration").first(300));
        DigitSet test = Example.data("test").first(500);
        Path testFolder = IdxFiles.write(folder.resolve("c"), test);
        String args = "--train %s --calibration %s --test %s --epochs 8 --seed 7 --limit 768 --out "
                .formatted(train, calibration, testFolder);
        // When
        int first = run(args + folder.resolve("first.onnx"));
        int second = run(args + folder.resolve("second.onnx"));
        // Then
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(first).isZero();
        assertThat(second).isZero();
        byte[] onnx = Files.readAllBytes(folder.resolve("first.onnx"));
        assertThat(Files.readAllBytes(folder.resolve("second.onnx"))).isEqualTo(onnx);
        try (OnnxRun run = new OnnxRun(onnx)) {
            ExitLogits logits = run.logits(test, Example.without());
            assertThat(logits.gatewayAccuracy()).isGreaterThan(0.5);
            assertThat(logits.cloudAccuracy()).isGreaterThan(0.5);
        }
        assertThat(OnnxModel.parse(onnx, ModelLimits.BUNDLED).metadata())
                .containsOnlyKeys("ddnn.entropyBelow/gateway/logits");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("training on 768 images, 8 epochs, seed 7, 1 thread(s); 204,462 parameters")
                .contains("epoch  8 of 8")
                .contains("(chosen)")
                .contains("| view5 |");
    }

    @Test
    void namesTheFileThatCannotBeUsed() throws IOException {
        // Given
        Path data = IdxFiles.write(folder.resolve("d"), Example.data("test").first(5));
        // When
        int code = run("--data %s --out %s".formatted(data, folder.resolve("x")));
        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("the split by position needs 60000 images, found 5;");
    }

    @Test
    void refusesAFileThatCannotBeWrittenBeforeItTrains() {
        Path missing = folder.resolve("missing/x.onnx");
        assertThat(run("--data %s --out %s".formatted(folder, missing))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("--out: " + missing + " must lie in a folder that can be written to");
    }

    @Test
    void showsTheOptionsOnWrongUse() {
        assertThat(run("--speed 3")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("--speed: is not an option")
                .contains("--epochs N");
    }

    @Test
    void helps() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Options.USAGE);
    }

    private int run(String args) {
        return Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args.split(" "));
    }
}

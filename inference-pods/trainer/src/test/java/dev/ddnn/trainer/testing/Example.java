package dev.ddnn.trainer.testing;

import dev.ddnn.trainer.data.DataFolder;
import dev.ddnn.trainer.data.DigitSet;
import dev.ddnn.trainer.net.DigitsNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The files of the digits example. */
public final class Example {

    private static final Path DIGITS = Path.of("../../examples/digits");

    private Example() {}

    /** The bytes of the trained model. */
    public static byte[] model() throws IOException {
        return Files.readAllBytes(DIGITS.resolve("model/digits.onnx"));
    }

    /** What the example says of its model. */
    public static String readme() throws IOException {
        return Files.readString(DIGITS.resolve("model/README.md"));
    }

    /** The folder of one split. */
    public static Path folder(String split) {
        return DIGITS.resolve("data").resolve(split);
    }

    /** The images of one split. */
    public static DigitSet data(String split) throws IOException {
        return DataFolder.read(folder(split), DigitsNetwork.CLASSES);
    }

    /** A mask with every view present but those named. */
    public static boolean[] without(int... lost) {
        boolean[] present = new boolean[DigitsNetwork.spec().grid().views()];
        Arrays.fill(present, true);
        for (int view : lost) {
            present[view] = false;
        }
        return present;
    }
}

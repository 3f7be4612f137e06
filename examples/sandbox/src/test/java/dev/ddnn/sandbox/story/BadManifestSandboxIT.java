package dev.ddnn.sandbox.story;

import dev.ddnn.controlplane.KubectlResult;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.testing.BadManifest;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever makes a mistake reads the same as on a cluster of real nodes, whose tests have the same mistakes. */
@ExtendWith(DigitsSandboxExtension.class)
class BadManifestSandboxIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.ddnn.sandbox.testing.BadManifest#all")
    void mistakeIsNamed(BadManifest mistake, DigitsSandbox digits) throws Exception {
        mistake.assertMessage(
                Files.readString(digits.manifests().resolve("10.DDNN.digits.yaml")),
                (input, arguments) -> kubectl(digits, input, arguments),
                new DeployedDDNN(digits.sandbox(), digits.digits().namespace(), BadManifest.NAME));
    }

    private KubectlResult kubectl(DigitsSandbox digits, String input, String... arguments) throws Exception {
        Path file = Files.writeString(folder.resolve("input.yaml"), input);
        return digits.sandbox()
                .controlPlane()
                .kubectl(Arrays.stream(arguments)
                        .map(a -> a.equals("-") ? file.toString() : a)
                        .toArray(String[]::new));
    }
}

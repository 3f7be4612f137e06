package dev.ddnn.sandbox.cluster;

import dev.ddnn.sandbox.testing.BadManifest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever makes a mistake reads the same as in the sandbox, whose tests have the same mistakes. */
@ExtendWith(DigitsClusterExtension.class)
class BadManifestClusterIT {
    @ParameterizedTest
    @MethodSource("dev.ddnn.sandbox.testing.BadManifest#all")
    void mistakeIsNamed(BadManifest mistake, DigitsCluster cluster) throws Exception {
        mistake.assertMessage(
                cluster.manifest("10.DDNN.digits.yaml"),
                cluster::kubectlWithInput,
                cluster.story().ddnn(BadManifest.NAME));
    }
}

package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ControlPlaneExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is packaged works as what is tested: same configuration, same Role, and it ends when it is told to. */
@ExtendWith(ControlPlaneExtension.class)
class PackagedApiServerIT {
    /** That Kubernetes gives a pod. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final int KILLED = 128 + 9;

    private Harness harness;

    @BeforeEach
    void onlyOneOperator(ControlPlane plane) throws InterruptedException {
        harness = Harness.on(plane);
        harness.stopOperator();
    }

    @AfterEach
    void theOtherOneAgain() {
        harness.startOperator();
    }

    @Test
    void thePackagedOperatorMakesADdnnReadyAndStopsInTime() throws IOException, InterruptedException {
        // Given
        var scene = new Scene(harness).withPools();
        scene.apply(scene.spec("0.5"));

        // When
        Instant start = Instant.now();
        var operator = new PackagedOperator(harness);
        try {
            // Then
            operator.awaitReady();
            System.out.println("packaged operator: ready after " + millisSince(start) + " ms, pid "
                    + operator.process.pid() + ", " + residentMemory(operator.process.pid()));
            scene.awaitReady();
        } finally {
            Instant told = Instant.now();
            int exit = operator.process.stop(GRACE);
            System.out.println("packaged operator: ended " + millisSince(told) + " ms after SIGTERM");
            assertThat(exit).as("it need not be killed").isNotEqualTo(KILLED);
        }
        assertThat(operator.log).content().doesNotContain("ERROR", "forbidden", "Exception");
    }

    @Test
    void itNamesTheNamespacesThatItMayNotReadAndEnds() throws Exception {
        // Given
        String namespace = harness.namespace();
        String powerless = harness.token(namespace, "default");
        var watched = Map.of("DDNN_WATCH_NAMESPACES", namespace + ",nowhere");

        // When
        var operator = new PackagedOperator(harness, "powerless", powerless, watched);

        // Then
        try {
            assertThat(operator.process.exit().get(3, TimeUnit.MINUTES)).isEqualTo(1);
        } finally {
            operator.process.stop(Duration.ofSeconds(1));
        }
        assertThat(operator.log).content().contains("found without: nowhere, " + namespace + ". Create them");
    }

    private static long millisSince(Instant start) {
        return Duration.between(start, Instant.now()).toMillis();
    }

    private static String residentMemory(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("VmRSS unknown");
    }
}

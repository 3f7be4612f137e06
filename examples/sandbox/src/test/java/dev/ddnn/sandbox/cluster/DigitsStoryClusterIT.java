package dev.ddnn.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.launch.StoryRun;
import dev.ddnn.sandbox.report.Summary;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The story on real kubelets with a wide area network of 40 ms and 20 Mbit/s between edge and cloud. */
@ExtendWith(DigitsClusterExtension.class)
class DigitsStoryClusterIT {
    private static final int SAMPLES = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    @Test
    void answersEqualTheUncutModelAndFewBytesCrossTheWideArea(DigitsCluster cluster) throws Exception {
        // Given
        assertThat(cluster.wan("edge-cloud", "--stat")).contains("\"delayMs\":40,\"rateKbit\":20000");
        cluster.digits().awaitReady(PATIENCE, System.out::println);

        // When
        StoryRun.Report report = cluster.story().play(SAMPLES);

        // Then
        Summary summary = report.summary();
        System.out.println(summary);
        assertThat(summary.answered()).isEqualTo(SAMPLES);
        assertThat(summary.degraded()).isZero();
        assertThat(summary.agreesWithUncut()).isEqualTo(SAMPLES);
        Summary.CloudOnly cloudOnly = summary.cloudOnly();
        assertThat(cloudOnly).isNotNull();
        assertThat(summary.hops())
                .filteredOn(h -> h.to().equals("cloud"))
                .singleElement()
                .satisfies(h -> assertThat(h.bytesPerSample() * 20).isLessThan(cloudOnly.bytesPerSample()));
    }
}

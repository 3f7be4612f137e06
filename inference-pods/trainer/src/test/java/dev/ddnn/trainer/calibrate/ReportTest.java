package dev.ddnn.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.trainer.net.DigitsNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Report report = new Report(DigitsNetwork.spec(), 0.5);
    private final ExitLogits half =
            new ExitLogits(new float[][] {{9, 0}, {0.1f, 0}}, new float[][] {{0, 1}, {0, 1}}, new byte[] {0, 1});

    @Test
    void tellsSharesAccuracyAndBytesByThreshold() {
        assertThat(report.exits("test", half))
                .startsWith("""
                        test: 2 samples; every sample to one exit: gateway 0.5000, cloud 0.5000
                        bytes per sample, without framing; the raw views have 840
                        """)
                .contains("| 0.5 (chosen) | 50.0 % | 1.0000 | 108 | 4.00 |\n")
                .contains("| 1.0 | 100.0 % | 0.5000 | 108 | 0.00 |\n");
    }

    @Test
    void tellsWhatALostViewCosts() {
        // Given
        ExitLogits worse = new ExitLogits(half.cloud(), half.cloud(), half.labels());
        assertThat(report.oneViewLost(half, List.of(worse)))
                .contains("| none | 0.5000 | 0.5000 | 50.0 % | 1.0000 | 0.0 |\n")
                .contains("| view0 | 0.5000 | 0.5000 | 0.0 % | 0.5000 | 50.0 |\n");
    }

    @Test
    void tellsMeanAndWorstOfAllPatterns() {
        ExitLogits worse = new ExitLogits(half.cloud(), half.cloud(), half.labels());
        assertThat(report.allLosses(List.of(List.of(half), List.of(half, worse))))
                .contains("| 0 | 1 | 1.0000 | 1.0000 |\n")
                .contains("| 1 | 2 | 0.7500 | 0.5000 |\n");
    }
}

package dev.ddnn.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodCountersTest {
    private static PodReport report(String pod, String section, PodReport.LinkBytes bytes) {
        return new PodReport(
                pod,
                "boot",
                3,
                pod,
                "node",
                "city",
                "d",
                section,
                "b",
                null,
                null,
                List.of(),
                new PodReport.Samples(0, 0, 0, 0, Map.of()),
                bytes);
    }

    @Test
    void eachByteIsCountedWhereItWasDialledFrom() {
        // Given
        List<PodReport> reports = List.of(
                report("cam-0", "camera", new PodReport.LinkBytes(100, 10, 0, 0)),
                report("cam-1", "camera", new PodReport.LinkBytes(200, 20, 0, 0)),
                report("gateway", "gateway", new PodReport.LinkBytes(5, 6, 30, 300)),
                report("cloud", "cloud", new PodReport.LinkBytes(0, 0, 6, 5)),
                report("old", "camera", null));

        // When
        Map<String, Count> streams = PodCounters.sum(reports, List.of("camera", "gateway", "cloud"));

        // Then
        assertThat(streams).containsOnly(Map.entry("gateway", new Count(300, 30)), Map.entry("cloud", new Count(5, 6)));
    }
}

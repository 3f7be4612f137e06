package dev.ddnn.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.LatencyCounts;
import dev.ddnn.contract.report.PodReport.RevisionCounts;
import dev.ddnn.contract.report.PodReport.Samples;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.plan.Planner;
import dev.ddnn.operator.testing.Cuts;
import dev.ddnn.operator.testing.DDNNs;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A DDNN that answers without pause has its status written once a minute, not at each report. */
class ExitSharesTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private ExitShares told = new ExitShares(null, null);
    private int changes;

    @Test
    void theFirstIsToldAtOnce() {
        hear(0, 72, 28);
        assertThat(told).isEqualTo(new ExitShares("gateway 72% cloud 28%", "2026-01-02T03:04:05Z"));
    }

    @Test
    void anotherIsToldAMinuteLater() {
        hear(0, 72, 28);
        hear(59, 50, 50);
        assertThat(told.summary()).isEqualTo("gateway 72% cloud 28%");
        hear(60, 50, 50);
        assertThat(told).isEqualTo(new ExitShares("gateway 50% cloud 50%", "2026-01-02T03:05:05Z"));
    }

    @Test
    void tenMinutesOfReportsThatAllDifferAreTenSummaries() {
        for (int second = 0; second < 600; second += 5) {
            hear(second, 10 + second, 1000 - second);
        }
        assertThat(changes).isEqualTo(10);
    }

    @Test
    void whereNoShareMovesByAPointNothingIsToldHoweverLate() {
        hear(0, 720, 280);
        hear(3600, 725, 275);
        assertThat(told.time()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void aTimeThatCannotBeReadStopsNothing() {
        told = new ExitShares("gateway 1% cloud 99%", "yesterday");
        hear(0, 72, 28);
        assertThat(told.summary()).isEqualTo("gateway 72% cloud 28%");
    }

    private void hear(int second, long gateway, long cloud) {
        Instant now = START.plusSeconds(second);
        Observed observed = observed(Map.of("gateway", gateway, "cloud", cloud));
        Planned plan = Planner.plan(DDNNs.camerasGatewayCloud("", "model", 2, "0.5"), observed, now)
                .fold(planned -> planned, waiting -> null, refused -> null);
        ExitShares next = ExitShares.of(plan, observed, now);
        changes += next.equals(told) ? 0 : 1;
        told = next;
    }

    private Observed observed(Map<String, Long> exits) {
        var status = new DDNNStatus(1L, null, null, null, null, null, null, null, told.summary(), told.time(), null);
        var pools = Stream.of("cameras", "edge", "cloud")
                .map(name -> new Pool(
                        name,
                        new DDNNNodePoolSpec(Tier.Cloud, null, null, null, null, null),
                        List.of(new Node(name, true, false, Map.of(), null))))
                .toList();
        var none = new LatencyCounts(Collections.nCopies(LatencyCounts.UPPER_MILLIS.size() + 1, 0L));
        var report = new PodReport(
                "uid",
                "boot",
                1,
                "gateway-0",
                "node",
                "city",
                "d",
                "gateway",
                "b",
                "hash",
                null,
                List.of(),
                new Samples(0, 0, 0, 0, Map.of()),
                null,
                List.of(new RevisionCounts("d-1", exits, 0, 0, none)),
                null);
        return new Observed(
                new Identity("city", "d", "uid", 1),
                status,
                pools,
                CutResponse.cut(Cuts.camerasGatewayCloud("model", 3, "0.5")),
                List.of(),
                List.of(),
                List.of(),
                List.of(report),
                List.of(),
                List.of(),
                List.of());
    }
}

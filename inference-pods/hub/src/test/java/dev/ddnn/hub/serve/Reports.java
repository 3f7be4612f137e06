package dev.ddnn.hub.serve;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.Samples;
import dev.ddnn.contract.report.PodReport.State;
import java.util.List;
import java.util.Map;

/** Reports for tests. */
public final class Reports {
    private Reports() {}

    /** A report of pod {@code p-NAME}, whose counters grow with the sequence. */
    public static PodReport of(String ddnn, String pod, String boot, long sequence) {
        return new PodReport(
                "uid-" + pod,
                boot,
                sequence,
                pod,
                "node-1",
                "farm",
                ddnn,
                "camera",
                "view0",
                "abc",
                null,
                List.of(new RevisionState(ddnn + "-1", "sha256:00", State.Loaded, null)),
                new Samples(10 * sequence, 5 * sequence, 5 * sequence, 0, Map.of("Overloaded", sequence)),
                new PodReport.LinkBytes(100 * sequence, 30 * sequence, 0, 0));
    }
}

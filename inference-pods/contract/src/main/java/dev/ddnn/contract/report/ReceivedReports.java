package dev.ddnn.contract.report;

import java.util.List;

/**
 * The newest report of each pod of a DDNN, as the hub has them.
 *
 * @param reports one per (podUid, bootId)
 */
public record ReceivedReports(List<Received> reports) {
    public ReceivedReports {
        reports = List.copyOf(reports);
    }

    /**
     * @param ageMillis by the hub's clock, since the report came in
     * @param report as the pod sent it
     */
    public record Received(long ageMillis, PodReport report) {}
}

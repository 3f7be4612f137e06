package dev.ddnn.contract.report;

import java.util.List;

/**
 * Last reports of boots, by name: those that wait to be folded, as the hub lists them; and those that are folded, as the operator
 * tells the hub.
 *
 * @param reports one per (podUid, bootId)
 */
public record LastReports(List<LastReport> reports) {
    public LastReports {
        reports = List.copyOf(reports);
    }

    /**
     * @param namespace of pod and DDNN
     * @param ddnn name of the DDNN
     * @param podUid UID of the Pod object
     * @param bootId of the process
     * @param sequence of the report; of one that is folded: of the newest of its boot that is in the bill
     */
    public record LastReport(String namespace, String ddnn, String podUid, String bootId, long sequence) {}
}

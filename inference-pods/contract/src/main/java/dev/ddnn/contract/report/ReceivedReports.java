package dev.ddnn.contract.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * @param receivedAtMillis when it came in, by the hub's clock, since the epoch: it decides the month that pays; absent: an older
     *     hub does not say
     */
    public record Received(
            long ageMillis, PodReport report, @Nullable Long receivedAtMillis) {
        /** A report of which only the age is known. */
        public Received(long ageMillis, PodReport report) {
            this(ageMillis, report, null);
        }
    }
}

package dev.ddnn.hub.reports;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.ReceivedReports;
import dev.ddnn.contract.report.ReceivedReports.Received;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest report of each boot of each pod. Counters in reports are cumulative, so a late or repeated report changes
 * nothing; a boot that is silent is forgotten; when too many speak, the one silent for longest is.
 */
public final class ReportStore {
    private static final Comparator<Received> ORDER = Comparator.comparing(
                    (Received received) -> received.report().section())
            .thenComparing(received -> received.report().branch())
            .thenComparing(received -> received.report().pod())
            .thenComparing(received -> received.report().podUid())
            .thenComparing(received -> received.report().bootId());

    private final Duration silence;
    private final int maxBoots;
    private final Clock clock;
    /** In the order of coming in: the first is silent for longest. */
    private final Map<Boot, Entry> newest = new LinkedHashMap<>();

    /**
     * @param silence after which a boot is forgotten
     * @param maxBoots how many are known at most
     * @param clock tells when reports come in
     */
    public ReportStore(Duration silence, int maxBoots, Clock clock) {
        this.silence = silence;
        this.maxBoots = maxBoots;
        this.clock = clock;
    }

    /** Takes a report; one that is not newer than the known one of its boot changes nothing. */
    public synchronized void record(PodReport report) {
        forgetSilent();
        Boot boot = new Boot(report.podUid(), report.bootId());
        Entry known = newest.get(boot);
        if (known != null && known.report().sequence() >= report.sequence()) {
            return;
        }
        newest.remove(boot);
        newest.put(boot, new Entry(clock.instant(), report));
        if (newest.size() > maxBoots) {
            newest.remove(newest.keySet().iterator().next());
        }
    }

    /**
     * What is known, in a stable order.
     *
     * @param namespace null for all
     * @param ddnn name of the DDNN; null for all
     */
    public synchronized ReceivedReports reports(@Nullable String namespace, @Nullable String ddnn) {
        forgetSilent();
        Instant now = clock.instant();
        return new ReceivedReports(newest.values().stream()
                .filter(entry ->
                        namespace == null || namespace.equals(entry.report().namespace()))
                .filter(entry -> ddnn == null || ddnn.equals(entry.report().ddnn()))
                .map(entry -> new Received(
                        Duration.between(entry.at(), now).toMillis(),
                        entry.report(),
                        entry.at().toEpochMilli()))
                .sorted(ORDER)
                .toList());
    }

    /** How many boots are known. */
    public synchronized int size() {
        return newest.size();
    }

    private void forgetSilent() {
        Instant oldest = clock.instant().minus(silence);
        Iterator<Entry> longestSilentFirst = newest.values().iterator();
        while (longestSilentFirst.hasNext() && longestSilentFirst.next().at().isBefore(oldest)) {
            longestSilentFirst.remove();
        }
    }

    private record Boot(String podUid, String bootId) {}

    private record Entry(Instant at, PodReport report) {}
}

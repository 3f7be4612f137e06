package dev.ddnn.hub.reports;

import dev.ddnn.contract.report.LastReports;
import dev.ddnn.contract.report.LastReports.LastReport;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.ReceivedReports;
import dev.ddnn.contract.report.ReceivedReports.Received;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest report of each boot of each pod. Counters in reports are cumulative, so a late or repeated report changes
 * nothing; a boot that is silent is forgotten; when too many speak, the one silent for longest is. A last report is kept for
 * longer, until it is acknowledged: nothing that comes later makes up for it.
 */
public final class ReportStore {
    private static final Comparator<Received> ORDER = Comparator.comparing(
                    (Received received) -> received.report().section())
            .thenComparing(received -> received.report().branch())
            .thenComparing(received -> received.report().pod())
            .thenComparing(received -> received.report().podUid())
            .thenComparing(received -> received.report().bootId());

    /** Long enough to get an operator that is away back. */
    private static final Duration UNACKNOWLEDGED = Duration.ofDays(1);

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

    /**
     * Takes a report; one that is not newer than the known one of its boot changes nothing.
     *
     * @return sequence of the newest report of the boot that is known to be folded; 0: none
     */
    public synchronized long record(PodReport report) {
        forgetSilent();
        Boot boot = new Boot(report.podUid(), report.bootId());
        Entry known = newest.get(boot);
        if (known != null && known.report().sequence() >= report.sequence()) {
            return known.acknowledged();
        }
        long acknowledged = known == null ? 0 : known.acknowledged();
        newest.remove(boot);
        newest.put(boot, new Entry(clock.instant(), report, acknowledged));
        if (newest.size() > maxBoots) {
            newest.remove(newest.keySet().iterator().next());
        }
        return acknowledged;
    }

    /** Notes what is folded. A boot that is not known was forgotten; it is acknowledged anew if it is heard of again. */
    public synchronized void acknowledge(LastReport folded) {
        newest.computeIfPresent(
                new Boot(folded.podUid(), folded.bootId()), (boot, entry) -> entry.acknowledged(folded.sequence()));
    }

    /** The last reports that nobody has folded yet. */
    public synchronized LastReports unacknowledged() {
        forgetSilent();
        return new LastReports(newest.values().stream()
                .filter(Entry::waits)
                .map(entry -> new LastReport(
                        entry.report().namespace(),
                        entry.report().ddnn(),
                        entry.report().podUid(),
                        entry.report().bootId(),
                        entry.report().sequence()))
                .toList());
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
        Instant now = clock.instant();
        newest.values()
                .removeIf(entry ->
                        entry.at().plus(entry.waits() ? longest() : silence).isBefore(now));
    }

    private Duration longest() {
        return silence.compareTo(UNACKNOWLEDGED) > 0 ? silence : UNACKNOWLEDGED;
    }

    private record Boot(String podUid, String bootId) {}

    /**
     * @param at when the report came
     * @param acknowledged sequence of the newest report of the boot that is folded; 0: none
     */
    private record Entry(Instant at, PodReport report, long acknowledged) {
        Entry acknowledged(long sequence) {
            return new Entry(at, report, Math.max(acknowledged, sequence));
        }

        /** Whether the pod has said its last word, and it is not known to be folded. */
        boolean waits() {
            return report.ending() && acknowledged < report.sequence();
        }
    }
}

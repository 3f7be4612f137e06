package dev.ddnn.sandbox.run;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.ReceivedReports.Received;
import dev.ddnn.sandbox.launch.HubClient;
import dev.ddnn.sandbox.launch.StoryFailure;
import dev.ddnn.sandbox.launch.Waiting;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Bytes between sections as the pods themselves count them and report to the hub. */
public final class PodCounters {
    private static final Duration FRESH = Duration.ofMinutes(2);

    /** Reports come every 5 s: a pod that has said nothing for so long is not there any more. */
    private static final long SILENT_MILLIS = 15_000;

    /** A report may have been on its way when the waiting began; the one after it was made later. */
    private static final int NEWER = 2;

    private final HubClient hub;

    /** The newest report of each boot that was ever seen: the hub forgets those that are silent for long. */
    private final Map<String, PodReport> known = new HashMap<>();

    public PodCounters(HubClient hub) {
        this.hub = hub;
    }

    /**
     * What was carried until now, by the section that was dialled: waits until each pod has reported anew.
     *
     * @param sections names, from the data upwards
     */
    public Map<String, Count> streams(String namespace, String ddnn, List<String> sections)
            throws InterruptedException {
        Map<String, Long> awaited = reports(namespace, ddnn).stream()
                .filter(r -> r.ageMillis() < SILENT_MILLIS)
                .collect(Collectors.toMap(r -> boot(r.report()), r -> r.report().sequence() + NEWER));
        if (awaited.isEmpty()) {
            throw new StoryFailure("the hub has no reports of pods of " + ddnn);
        }
        Waiting.until(FRESH, () -> late(awaited, namespace, ddnn), text -> {});
        reports(namespace, ddnn).forEach(r -> known.put(ddnn + " " + boot(r.report()), r.report()));
        List<PodReport> own = known.values().stream()
                .filter(r -> r.namespace().equals(namespace) && r.ddnn().equals(ddnn))
                .toList();
        return sum(own, sections);
    }

    /** A pod that ends while it is waited for says nothing more: what it said last is known. */
    private Optional<String> late(Map<String, Long> awaited, String namespace, String ddnn) {
        Map<String, Long> heard = reports(namespace, ddnn).stream()
                .filter(r -> r.ageMillis() < SILENT_MILLIS)
                .collect(Collectors.toMap(r -> boot(r.report()), r -> r.report().sequence()));
        if (Collections.disjoint(heard.keySet(), awaited.keySet())) {
            return Optional.of("no report of any of " + awaited.keySet());
        }
        return awaited.entrySet().stream()
                .filter(e -> heard.containsKey(e.getKey()) && heard.get(e.getKey()) < e.getValue())
                .map(e -> "no new report of pod " + e.getKey())
                .findFirst();
    }

    private static String boot(PodReport report) {
        return report.pod() + " (boot " + report.bootId() + ")";
    }

    private List<Received> reports(String namespace, String ddnn) {
        try {
            return hub.reports(namespace, ddnn).reports();
        } catch (IOException e) {
            throw new UncheckedIOException("the hub cannot be asked for reports: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryFailure("interrupted while asking the hub for reports", e);
        }
    }

    /** Each byte is counted where it was dialled from: in the pods of the section below. */
    static Map<String, Count> sum(List<PodReport> reports, List<String> sections) {
        Map<String, Count> streams = new HashMap<>();
        for (int i = 1; i < sections.size(); i++) {
            long up = 0;
            long back = 0;
            for (PodReport report : reports) {
                PodReport.LinkBytes bytes = report.linkBytes();
                if (bytes != null && report.section().equals(sections.get(i - 1))) {
                    up += bytes.nextSent();
                    back += bytes.nextReceived();
                }
            }
            streams.put(sections.get(i), new Count(up, back));
        }
        return streams;
    }
}

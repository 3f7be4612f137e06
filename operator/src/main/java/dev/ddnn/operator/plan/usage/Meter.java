package dev.ddnn.operator.plan.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adds to what was used what reports have counted since the last look. Counters are cumulative by boot, and the counters and the
 * sequence of the newest report that is counted are remembered beside the sum, in the same object: so a report that is lost is
 * made up for by the next one, one that is repeated or late adds nothing, and one that was folded in vain, because another
 * operator wrote first, is folded again from what that one wrote.
 */
public final class Meter {
    /** So many boots are remembered that the object stays well below what the API server stores. */
    public static final int MAX_BOOTS = 1000;

    /** For so long a boot that is over is remembered: longer than any report is on its way, and than the hub keeps it. */
    public static final Duration OVER = Duration.ofHours(1);

    private static final Comparator<Heard> FIRST_COME = Comparator.comparing(Heard::receivedAt)
            .thenComparing(heard -> heard.report().podUid())
            .thenComparing(heard -> heard.report().bootId())
            .thenComparing(heard -> heard.report().sequence());

    private Meter() {}

    /**
     * What was used until now.
     *
     * @param usage until the last look
     * @param heard reports, in whatever order and however often
     * @param tariff as of now
     */
    public static Usage fold(Usage usage, Collection<Heard> heard, Tariff tariff) {
        var rows = new HashMap<>(usage.rows());
        var boots = new HashMap<>(usage.boots());
        var unmetered = new HashSet<Boot>();
        var sent = new ArrayList<Sent>();
        for (Heard one : heard.stream().sorted(FIRST_COME).toList()) {
            Boot boot = Boot.of(one.report());
            Remembered known = boots.get(boot);
            if (known == null && boots.size() >= MAX_BOOTS) {
                unmetered.add(boot);
            } else if (known == null || known.sequence() < one.report().sequence()) {
                Remembered now = remember(known, one, tariff);
                Counters used = now.counters().since(known == null ? Counters.NONE : known.counters());
                Row row = tariff.rates(now.spot())
                        .row(used, now.spot().uplink(), one.report().node());
                rows.merge(now.spot(), row, Row::plus);
                boots.put(boot, now);
                sent.add(new Sent(now.spot().section(), one.day(), used.get(Figure.UpBytes)));
            }
        }
        return new Usage(rows, boots, unmetered.size(), today(usage.today(), sent, Uplink.sections(boots.values())));
    }

    /** What one report adds to the bytes that its section has sent up. */
    private record Sent(String section, LocalDate day, long bytes) {}

    private static Day today(Day before, List<Sent> sent, Set<String> sections) {
        Day today = before;
        for (Sent one : sent) {
            today = today.plus(one.day(), sections.contains(one.section()) ? one.bytes() : 0);
        }
        return today;
    }

    private static Remembered remember(@Nullable Remembered known, Heard heard, Tariff tariff) {
        var report = heard.report();
        Counters counters = Counters.of(report);
        return known == null
                ? new Remembered(
                        tariff.spot(report.section(), report.node()), report.sequence(), heard.receivedAt(), counters)
                : new Remembered(known.spot(), report.sequence(), heard.receivedAt(), counters.most(known.counters()));
    }

    /**
     * Forgets boots that cannot be heard of again. A boot is over when its pod is gone, or when another boot of the same pod was
     * heard of so much later that it is no late report of an earlier one. It is forgotten when it is known to be over for so long that
     * nothing of it can still be on its way, and the hub does not have it. A boot that is forgotten too early would be counted again
     * from its beginning.
     *
     * @param heard all that the hub has
     * @param pods UIDs of the pods that exist
     */
    public static Usage forget(Usage usage, Collection<Heard> heard, Set<String> pods) {
        Optional<Instant> latest = heard.stream().map(Heard::receivedAt).max(Comparator.naturalOrder());
        if (latest.isEmpty()) {
            return usage;
        }
        Instant now = latest.get();
        Set<Boot> listed = heard.stream().map(one -> Boot.of(one.report())).collect(Collectors.toSet());
        Map<String, Instant> newest = new HashMap<>();
        usage.boots().forEach((boot, known) -> newest.merge(boot.podUid(), known.receivedAt(), Meter::later));
        var boots = new HashMap<Boot, Remembered>();
        usage.boots().forEach((boot, before) -> {
            Instant ofPod = newest.getOrDefault(boot.podUid(), before.receivedAt());
            boolean over = !pods.contains(boot.podUid())
                    || before.receivedAt().plus(OVER).isBefore(ofPod);
            Remembered known = before.over(over ? now : null);
            Instant since = known.overSince();
            if (since == null || listed.contains(boot) || !since.plus(OVER).isBefore(now)) {
                boots.put(boot, known);
            }
        });
        return new Usage(usage.rows(), boots, usage.unmetered(), usage.today());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Those of the reports that say what is not counted yet. */
    static List<Heard> fresh(Usage usage, Collection<Heard> heard) {
        return heard.stream().filter(usage::isNew).toList();
    }
}

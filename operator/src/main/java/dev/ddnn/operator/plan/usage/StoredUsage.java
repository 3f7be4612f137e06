package dev.ddnn.operator.plan.usage;

import dev.ddnn.api.v1alpha1.DDNNUsageStatus;
import dev.ddnn.api.v1alpha1.UsageBoot;
import dev.ddnn.api.v1alpha1.UsageDay;
import dev.ddnn.api.v1alpha1.UsageHop;
import dev.ddnn.api.v1alpha1.UsageRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A page as the API stores it. Rows and boots are stored as they are, and read again; totals, hops and what columns show are made of
 * them and never read.
 */
public final class StoredUsage {
    private static final int DECIMALS = 6;
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000L);
    private static final BigDecimal GI_HOUR = BigDecimal.valueOf(3600L << 30);

    private StoredUsage() {}

    /** The page of an object; one without rows and boots was never written. */
    public static Page read(YearMonth month, @Nullable DDNNUsageStatus status) {
        if (status == null || status.lastFolded() == null) {
            return new Page(month, null, null);
        }
        var rows = new HashMap<Spot, Row>();
        for (UsageRow row : orEmpty(status.rows())) {
            rows.put(
                    spot(row.section(), row.pool(), row.tier(), row.next(), row.uplink()),
                    new Row(StoredCounters.read(row.used()), decimal(row.energyEstimatedWh()), decimal(row.cost())));
        }
        var boots = new HashMap<Boot, Remembered>();
        for (UsageBoot boot : orEmpty(status.boots())) {
            boots.put(
                    new Boot(required(boot.podUID()), required(boot.bootID())),
                    new Remembered(
                            spot(boot.section(), boot.pool(), boot.tier(), boot.next(), boot.uplink()),
                            Objects.requireNonNull(boot.sequence()),
                            Instant.parse(required(boot.receivedAt())),
                            StoredCounters.read(boot.counted()),
                            boot.overSince() == null ? null : Instant.parse(boot.overSince())));
        }
        int unmetered = status.unmetered() == null ? 0 : status.unmetered();
        return new Page(
                month,
                new Usage(rows, boots, unmetered, today(status.today())),
                status.continuedIn() == null ? null : YearMonth.parse(status.continuedIn()));
    }

    /**
     * What is to be stored.
     *
     * @param now until when use is counted
     */
    public static DDNNUsageStatus write(Page page, Instant now) {
        Usage usage = Objects.requireNonNull(page.usage(), "a page that is written has been counted");
        Row total = usage.total();
        return new DDNNUsageStatus(
                total.counters().get(Figure.Samples),
                StoredCounters.answers(total.counters().answered()),
                exits(total.counters().answered()),
                hops(usage.rows()),
                rounded(BigDecimal.valueOf(total.counters().get(Figure.CpuMillis)), MILLIS_PER_HOUR),
                rounded(BigDecimal.valueOf(total.counters().get(Figure.MemoryByteSeconds)), GI_HOUR),
                rounded(total.energyWh(), BigDecimal.ONE),
                rounded(total.cost(), BigDecimal.ONE),
                rows(usage.rows()),
                boots(usage.boots()),
                new UsageDay(usage.today().date().toString(), usage.today().upBytes()),
                usage.unmetered() == 0 ? null : usage.unmetered(),
                now.toString(),
                page.continuedIn() == null ? null : page.continuedIn().toString());
    }

    private static List<UsageRow> rows(Map<Spot, Row> rows) {
        return rows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(BY_NAME))
                .map(entry -> {
                    Spot spot = entry.getKey();
                    Row row = entry.getValue();
                    return new UsageRow(
                            spot.section(),
                            spot.pool(),
                            spot.next(),
                            orAbsent(spot.tier()),
                            spot.uplink() ? true : null,
                            StoredCounters.write(row.counters()),
                            plain(row.energyWh()),
                            plain(row.cost()));
                })
                .toList();
    }

    private static List<UsageBoot> boots(Map<Boot, Remembered> boots) {
        return boots.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(Boot::podUid).thenComparing(Boot::bootId)))
                .map(entry -> {
                    Remembered known = entry.getValue();
                    Spot spot = known.spot();
                    Instant over = known.overSince();
                    return new UsageBoot(
                            entry.getKey().podUid(),
                            entry.getKey().bootId(),
                            spot.section(),
                            spot.pool(),
                            spot.next(),
                            orAbsent(spot.tier()),
                            spot.uplink() ? true : null,
                            known.sequence(),
                            known.receivedAt().toString(),
                            over == null ? null : over.toString(),
                            StoredCounters.write(known.counters()));
                })
                .toList();
    }

    private static @Nullable List<UsageHop> hops(Map<Spot, Row> rows) {
        var sums = new TreeMap<String, Map<String, Counters>>();
        rows.forEach((spot, row) -> {
            if (!spot.next().isEmpty()) {
                sums.computeIfAbsent(spot.section(), section -> new TreeMap<>())
                        .merge(spot.next(), row.counters(), Counters::plus);
            }
        });
        var hops = new ArrayList<UsageHop>();
        sums.forEach((from, nexts) -> nexts.forEach(
                (to, sum) -> hops.add(new UsageHop(from, to, sum.get(Figure.UpBytes), sum.get(Figure.DownBytes)))));
        return hops.isEmpty() ? null : hops;
    }

    private static @Nullable String exits(Map<String, Long> answered) {
        long all = answered.values().stream().mapToLong(Long::longValue).sum();
        var words = new ArrayList<String>();
        answered.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(one -> words.add(one.getKey() + " " + Math.round(100.0 * one.getValue() / all) + "%"));
        return words.isEmpty() ? null : String.join(" ", words);
    }

    private static final Comparator<Spot> BY_NAME =
            Comparator.comparing(Spot::section).thenComparing(Spot::pool).thenComparing(Spot::next);

    private static Spot spot(
            @Nullable String section,
            @Nullable String pool,
            @Nullable String tier,
            @Nullable String next,
            @Nullable Boolean uplink) {
        return Spot.of(required(section), required(pool), tier, next, Boolean.TRUE.equals(uplink));
    }

    private static Day today(@Nullable UsageDay stored) {
        return stored == null || stored.day() == null
                ? Day.NONE
                : new Day(LocalDate.parse(stored.day()), stored.upBytes() == null ? 0 : stored.upBytes());
    }

    private static String rounded(BigDecimal amount, BigDecimal per) {
        return plain(amount.divide(per, DECIMALS, RoundingMode.HALF_EVEN));
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal decimal(@Nullable String stored) {
        return stored == null ? BigDecimal.ZERO : new BigDecimal(stored);
    }

    private static @Nullable String orAbsent(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String required(@Nullable String text) {
        return Objects.requireNonNull(text, "required by the schema");
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}

package dev.ddnn.sandbox.bill;

import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.DDNNUsageStatus;
import dev.ddnn.api.v1alpha1.UsageHop;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the bills of one DDNN say, bytes by hop included.
 *
 * @param bill all months together
 * @param hops bytes by the section that they are sent up to
 * @param folded until when use is counted, as each bill says
 */
public record Metered(Bill bill, SortedMap<String, Count> hops, Set<String> folded) {
    public Metered {
        hops = new TreeMap<>(hops);
        folded = Set.copyOf(folded);
    }

    /** Adds up one DDNN's bills, one a month. */
    public static Metered of(Collection<DDNNUsage> usages) {
        List<DDNNUsageStatus> all = usages.stream()
                .map(DDNNUsage::getStatus)
                .filter(Objects::nonNull)
                .toList();
        SortedMap<String, Count> hops = new TreeMap<>();
        all.stream()
                .flatMap(status -> Objects.requireNonNullElse(status.hops(), List.<UsageHop>of()).stream())
                .forEach(hop -> hops.merge(
                        String.valueOf(hop.to()),
                        new Count(number(hop.upBytes()), number(hop.downBytes())),
                        Metered::plus));
        return new Metered(
                Bill.of(usages),
                hops,
                all.stream()
                        .map(DDNNUsageStatus::lastFolded)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    /** What has come since they said something else. */
    public Metered since(Metered earlier) {
        Bill before = earlier.bill;
        Map<String, Long> answered = new TreeMap<>(bill.answered());
        before.answered().forEach((exit, samples) -> answered.merge(exit, -samples, Long::sum));
        SortedMap<String, Count> more = new TreeMap<>(hops);
        more.replaceAll((to, count) -> count.since(earlier.hops.getOrDefault(to, new Count(0, 0))));
        return new Metered(
                new Bill(
                        new TreeSet<>(bill.months()),
                        bill.samples() - before.samples(),
                        answered,
                        bill.uplinkBytes() - before.uplinkBytes(),
                        bill.cpuMillis() - before.cpuMillis(),
                        bill.energyEstimatedWh().subtract(before.energyEstimatedWh()),
                        bill.cost().subtract(before.cost())),
                more,
                folded);
    }

    /** Whether they tell of the same samples. */
    public boolean hasSamplesOf(Metered other) {
        return bill.samples() == other.bill.samples() && bill.answered().equals(other.bill.answered());
    }

    private static Count plus(Count a, Count b) {
        return new Count(a.up() + b.up(), a.back() + b.back());
    }

    private static long number(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}

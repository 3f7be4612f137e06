package dev.ddnn.sandbox.bill;

import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.DDNNUsageStatus;
import dev.ddnn.api.v1alpha1.UsageAnswers;
import dev.ddnn.api.v1alpha1.UsageCounters;
import dev.ddnn.api.v1alpha1.UsageRow;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The bills of one DDNN, all months together, from their unrounded rows.
 *
 * @param months as YYYY-MM
 * @param samples that came to the deciding section
 * @param answered samples by exit
 * @param uplinkBytes that left their tier upwards
 * @param cpuMillis CPU time
 * @param energyEstimatedWh watt-hours
 * @param cost by the pools' prices
 */
public record Bill(
        SortedSet<String> months,
        long samples,
        Map<String, Long> answered,
        long uplinkBytes,
        long cpuMillis,
        BigDecimal energyEstimatedWh,
        BigDecimal cost) {
    /** Before the first one is written. */
    public static final Bill NOTHING = of(List.of());

    public Bill {
        months = new TreeSet<>(months);
        answered = new TreeMap<>(answered);
    }

    /** Adds up one DDNN's bills, one a month. */
    public static Bill of(Collection<DDNNUsage> usages) {
        SortedSet<String> months = new TreeSet<>();
        Map<String, Long> answered = new TreeMap<>();
        usages.forEach(usage -> {
            months.add(String.valueOf(usage.getSpec().month()));
            DDNNUsageStatus status = usage.getStatus();
            list(status == null ? null : status.answered())
                    .forEach(exit -> answered.merge(
                            String.valueOf(exit.exit()), number(exit, UsageAnswers::samples), Long::sum));
        });
        List<UsageRow> rows = usages.stream()
                .map(DDNNUsage::getStatus)
                .flatMap(status -> list(status == null ? null : status.rows()).stream())
                .toList();
        return new Bill(
                months,
                sum(rows, UsageCounters::samples),
                answered,
                sum(
                        rows.stream()
                                .filter(row -> Boolean.TRUE.equals(row.uplink()))
                                .toList(),
                        UsageCounters::upBytes),
                sum(rows, UsageCounters::cpuMillis),
                decimals(rows, UsageRow::energyEstimatedWh),
                decimals(rows, UsageRow::cost));
    }

    private static <T> List<T> list(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }

    private static long sum(List<UsageRow> rows, Function<UsageCounters, @Nullable Long> figure) {
        return rows.stream()
                .map(UsageRow::used)
                .filter(Objects::nonNull)
                .mapToLong(used -> number(used, figure))
                .sum();
    }

    private static <T> long number(T from, Function<T, @Nullable Long> figure) {
        Long number = figure.apply(from);
        return number == null ? 0 : number;
    }

    private static BigDecimal decimals(List<UsageRow> rows, Function<UsageRow, @Nullable String> figure) {
        return rows.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

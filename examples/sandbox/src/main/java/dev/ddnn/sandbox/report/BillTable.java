package dev.ddnn.sandbox.report;

import dev.ddnn.sandbox.report.BillSummary.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The bills as a person reads them at the end: a line per DDNN, and a sum per tenant. */
final class BillTable {
    private static final String ROW = "  %-12s %-10s %10s %12s %8s %10s %10s";

    private BillTable() {}

    static List<String> of(BillSummary bill) {
        List<String> text = new ArrayList<>();
        text.add("");
        text.add(String.format(
                Locale.ROOT, ROW, "tenant", "ddnn", "samples", "uplink bytes", "CPU s", "Wh (est.)", "cost"));
        Map<String, List<Line>> tenants = bill.lines().stream()
                .collect(Collectors.groupingBy(Line::namespace, LinkedHashMap::new, Collectors.toList()));
        tenants.forEach((tenant, lines) -> {
            lines.forEach(line -> text.add(row(tenant, line.ddnn(), List.of(line))));
            text.add(row(tenant, "", lines));
        });
        text.add(String.format(
                Locale.ROOT,
                "  bill of %s, complete %.0f s after the last sample; %s",
                String.join(", ", months(bill)),
                bill.seconds(),
                verdict(bill)));
        return text;
    }

    private static TreeSet<String> months(BillSummary bill) {
        return bill.lines().stream()
                .flatMap(line -> line.months().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String verdict(BillSummary bill) {
        long unknown = bill.lines().stream()
                .mapToLong(line -> line.clients().unknown())
                .sum();
        return bill.differences().isEmpty()
                ? "samples as the clients counted them" + (unknown == 0 ? "" : ", " + unknown + " unknown to them")
                : "samples NOT as the clients counted them";
    }

    private static String row(String tenant, String ddnn, List<Line> lines) {
        return String.format(
                Locale.ROOT,
                ROW,
                tenant,
                ddnn,
                String.format(
                        Locale.ROOT,
                        "%,d",
                        lines.stream().mapToLong(Line::samples).sum()),
                String.format(
                        Locale.ROOT,
                        "%,d",
                        lines.stream().mapToLong(Line::uplinkBytes).sum()),
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        lines.stream().mapToDouble(Line::cpuSeconds).sum()),
                String.format(Locale.ROOT, "%.4f", sum(lines, Line::energyEstimatedWh)),
                String.format(Locale.ROOT, "%.6f", sum(lines, Line::cost)));
    }

    private static BigDecimal sum(List<Line> lines, Function<Line, BigDecimal> figure) {
        return lines.stream().map(figure).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

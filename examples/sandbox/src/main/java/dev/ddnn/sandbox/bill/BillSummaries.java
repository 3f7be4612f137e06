package dev.ddnn.sandbox.bill;

import dev.ddnn.sandbox.report.BillSummary;
import dev.ddnn.sandbox.report.BillSummary.Clients;
import dev.ddnn.sandbox.report.BillSummary.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Puts bills and counts side by side. */
final class BillSummaries {
    private static final double MILLIS = 1000.0;

    private BillSummaries() {}

    /**
     * @param seconds until all was in the bills
     * @param differences one sentence each
     */
    static BillSummary of(
            SortedMap<Customer, Counted> counts, Map<Customer, Bill> bills, double seconds, List<String> differences) {
        List<Line> lines = new ArrayList<>();
        counts.forEach((customer, counted) -> {
            Bill bill = bills.getOrDefault(customer, Bill.NOTHING);
            lines.add(new Line(
                    customer.namespace(),
                    customer.ddnn(),
                    customer.uid(),
                    List.copyOf(bill.months()),
                    bill.samples(),
                    bill.answered(),
                    new Clients(counted.answered(), counted.untold()),
                    bill.uplinkBytes(),
                    bill.cpuMillis() / MILLIS,
                    bill.energyEstimatedWh(),
                    bill.cost()));
        });
        return new BillSummary(Math.round(seconds * 10) / 10.0, lines, differences);
    }
}

package dev.ddnn.sandbox.bill;

import dev.ddnn.sandbox.net.TrafficMeter.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Holds what bills say of a time against what was counted outside of the product meanwhile: samples by the clients that sent them, each
 * exactly; bytes by the links that carried them, to two per cent.
 *
 * @param customer whose bills
 * @param clients what they saw
 * @param carried bytes by the section that was dialled
 * @param billed what the bills say of the same time
 * @param answersLost how many answers may be missing: 0, unless a pod was killed. As large a share of the bytes may be missing too
 */
public record Audit(
        Customer customer, Counted clients, SortedMap<String, Count> carried, Metered billed, long answersLost) {
    private static final double MOST_OFF = 0.02;
    private static final double PERCENT = 100;

    public Audit {
        carried = new TreeMap<>(carried);
    }

    /** What is wrong with the bills, one sentence each; empty: nothing. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>(missingSamples());
        findings.addAll(BillCheck.excess(Map.of(customer, clients), Map.of(customer, billed.bill())));
        if (billed.bill().samples() > clients.samples() + clients.untold()) {
            findings.add(
                    "bill of " + customer + ": " + billed.bill().samples() + " samples received, but its clients got "
                            + clients.samples() + " answers, and do not know of " + clients.untold() + " others");
        }
        for (String to : hops()) {
            findings.addAll(bytes(to, "up", Count::up));
            findings.addAll(bytes(to, "back", Count::back));
        }
        return findings;
    }

    /** Samples and answers that clients know of and the bills do not, unless they may be lost. */
    public List<String> missingSamples() {
        long answers = clients.answered().entrySet().stream()
                .mapToLong(exit ->
                        Math.max(0, exit.getValue() - billed.bill().answered().getOrDefault(exit.getKey(), 0L)))
                .sum();
        long samples = clients.samples() - billed.bill().samples();
        return Math.max(answers, samples) <= answersLost
                ? List.of()
                : BillCheck.missing(Map.of(customer, clients), Map.of(customer, billed.bill()));
    }

    private List<String> bytes(String to, String way, ToLongFunction<Count> figure) {
        long links = figure.applyAsLong(carried.getOrDefault(to, new Count(0, 0)));
        long bill = figure.applyAsLong(billed.hops().getOrDefault(to, new Count(0, 0)));
        double most = MOST_OFF * links;
        double lost = clients.samples() == 0 ? 0 : (double) links * answersLost / clients.samples();
        return bill - links <= most && links - bill <= most + lost
                ? List.of()
                : List.of("bill of " + customer + ": " + bill + " bytes " + way + " between " + to
                        + " and the section below, but the links carried " + links + ": " + off(bill, links));
    }

    private SortedSet<String> hops() {
        SortedSet<String> hops = new TreeSet<>(carried.keySet());
        hops.addAll(billed.hops().keySet());
        return hops;
    }

    /** What was counted where, side by side. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%-22s %12s %12s%n", "", "outside", "bill"));
        line(table, "received", clients.samples(), billed.bill().samples());
        SortedSet<String> exits = new TreeSet<>(clients.answered().keySet());
        exits.addAll(billed.bill().answered().keySet());
        exits.forEach(exit -> line(
                table,
                "answered at " + exit,
                clients.answered().getOrDefault(exit, 0L),
                billed.bill().answered().getOrDefault(exit, 0L)));
        for (String to : hops()) {
            Count links = carried.getOrDefault(to, new Count(0, 0));
            Count bill = billed.hops().getOrDefault(to, new Count(0, 0));
            line(table, "bytes up to " + to, links.up(), bill.up());
            line(table, "bytes back from " + to, links.back(), bill.back());
        }
        return table + "tries " + clients.tries() + ", of which clients do not know " + clients.untold()
                + "; answers that may be lost " + answersLost;
    }

    private static void line(StringBuilder table, String what, long outside, long bill) {
        table.append(String.format(Locale.ROOT, "%-22s %12d %12d  %s%n", what, outside, bill, off(bill, outside)));
    }

    private static String off(long bill, long outside) {
        return outside == 0 ? "" : String.format(Locale.ROOT, "%+.2f %%", PERCENT * (bill - outside) / outside);
    }
}

package dev.ddnn.sandbox.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds bills against what clients counted: exit by exit the same, and beyond it at most the tries of which the clients do not know
 * what became.
 */
final class BillCheck {
    private BillCheck() {}

    /** What is not in the bills yet, one sentence each; empty: all is. */
    static List<String> missing(Map<Customer, Counted> counts, Map<Customer, Bill> bills) {
        return each(counts, bills, BillCheck::missing);
    }

    private static List<String> missing(String whose, Counted counted, Bill bill) {
        List<String> missing = new ArrayList<>();
        counted.answered().forEach((exit, answers) -> {
            long billed = bill.answered().getOrDefault(exit, 0L);
            if (billed < answers) {
                missing.add(answers(whose, exit, billed, answers));
            }
        });
        if (missing.isEmpty() && bill.samples() < counted.samples()) {
            missing.add(whose + bill.samples() + " samples, but its clients got " + counted.samples() + " answers");
        }
        return missing;
    }

    /** What is in the bills beyond what clients counted, one sentence each; empty: nothing. */
    static List<String> excess(Map<Customer, Counted> counts, Map<Customer, Bill> bills) {
        return each(counts, bills, BillCheck::excess);
    }

    private static List<String> excess(String whose, Counted counted, Bill bill) {
        List<String> excess = new ArrayList<>();
        long beyond = 0;
        for (Map.Entry<String, Long> exit : bill.answered().entrySet()) {
            long answers = counted.answered().getOrDefault(exit.getKey(), 0L);
            if (exit.getValue() > answers) {
                beyond += exit.getValue() - answers;
                excess.add(answers(whose, exit.getKey(), exit.getValue(), answers)
                        + (counted.untold() == 0 ? "" : ", and do not know of " + counted.untold() + " others"));
            }
        }
        if (beyond <= counted.untold()) {
            excess.clear();
        }
        if (bill.samples() > counted.tries()) {
            excess.add(whose + bill.samples() + " samples, but its clients sent " + counted.tries());
        }
        return excess;
    }

    /** What one customer's check says, of all of them. */
    private static List<String> each(Map<Customer, Counted> counts, Map<Customer, Bill> bills, Check check) {
        List<String> found = new ArrayList<>();
        counts.forEach((customer, counted) -> found.addAll(
                check.of("bill of " + customer + ": ", counted, bills.getOrDefault(customer, Bill.NOTHING))));
        return found;
    }

    private interface Check {
        List<String> of(String whose, Counted counted, Bill bill);
    }

    private static String answers(String whose, String exit, long billed, long counted) {
        return whose + billed + " answers at exit " + exit + ", but its clients counted " + counted;
    }
}

package dev.ddnn.operator.plan.usage;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one DDNN used since a month began, and how far each boot is counted.
 *
 * @param rows what was used, by where it is booked
 * @param boots that may report again
 * @param unmetered boots that report and are not counted, because too many are remembered
 * @param today what went up today
 */
public record Usage(Map<Spot, Row> rows, Map<Boot, Remembered> boots, int unmetered, Day today) {
    /** Nothing was counted yet. */
    public static final Usage NONE = new Usage(Map.of(), Map.of(), 0, Day.NONE);

    public Usage {
        rows = Map.copyOf(rows);
        boots = Map.copyOf(boots);
    }

    /** A new month: nothing is used yet, and what boots had counted before stays in the month before. */
    static Usage begun(Map<Boot, Remembered> before) {
        return new Usage(Map.of(), before, 0, Day.NONE);
    }

    /** Everything together. */
    public Row total() {
        return sum(rows.values());
    }

    /**
     * Where sections were booked last: by the boots that were heard of, the newest of each section; where none is remembered, by its row, if
     * it has only one.
     */
    Map<String, Spot> spots() {
        var spots = new HashMap<String, Spot>();
        rows.keySet().stream()
                .filter(Spot::isKnown)
                .collect(Collectors.groupingBy(Spot::section))
                .forEach((section, of) -> {
                    if (of.size() == 1) {
                        spots.put(section, of.get(0));
                    }
                });
        boots.values().stream()
                .filter(boot -> boot.spot().isKnown())
                .sorted(Comparator.comparing(Remembered::receivedAt))
                .forEach(boot -> spots.put(boot.spot().section(), boot.spot()));
        return spots;
    }

    private static Row sum(Collection<Row> rows) {
        return rows.stream().reduce(Row.NONE, Row::plus);
    }

    /** Whether a report says what is not counted yet. */
    boolean isNew(Heard heard) {
        var known = boots.get(Boot.of(heard.report()));
        return known == null || known.sequence() < heard.report().sequence();
    }
}

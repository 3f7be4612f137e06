package dev.ddnn.operator.plan.usage;

import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the months apart. Of one DDNN, one page is open at a time:
 *
 * <pre>
 * (none) --open--> empty --write--> counting --write: continuedIn--> closed --open: that month--> empty ...
 * </pre>
 *
 * A page is closed by the write that folds its last report and names the month in which counting goes on; who has read it before
 * and writes later fails. What is received after that, even with an older receive time, counts in the next page. An empty page begins
 * with what boots had counted in the page that named it. Each step is one write, and an operator that dies between two leaves
 * what the next one goes on from. Use is booked as the DDNN's spec says; of a section that it does not have any more, or if it is gone, as
 * pages say: where the section's use was booked last, or else where it was when the page was made.
 */
public final class Bookkeeper {
    private Bookkeeper() {}

    /**
     * The next write; empty: everything that was heard is counted.
     *
     * @param pages all that is stored of the DDNN
     * @param heard all that the hub has of it
     * @param pods UIDs of its pods that exist
     * @param tariff as of now; without spots: the DDNN is gone
     */
    public static Optional<Step> next(
            Collection<Page> pages, Collection<Heard> heard, Set<String> pods, Tariff tariff) {
        Optional<Page> last = pages.stream().max(Comparator.comparing(Page::month));
        if (last.isEmpty()) {
            return firstMonth(List.copyOf(heard)).map(month -> new Step.Open(month, tariff.spots()));
        }
        Page page = last.get();
        Usage usage = page.usage() == null ? begun(page, pages) : page.usage();
        List<Heard> fresh = Meter.fresh(usage, heard);
        if (page.continuedIn() != null) {
            return Optional.of(
                    new Step.Open(page.continuedIn(), tariff.spots().isEmpty() ? page.sections() : tariff.spots()));
        }
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        List<Heard> later =
                fresh.stream().filter(one -> one.month().isAfter(page.month())).toList();
        List<Heard> now = fresh.stream().filter(one -> !later.contains(one)).toList();
        Tariff known = tariff.or(usage.spots()).or(page.sections());
        Usage counted = Meter.fold(Meter.forget(usage, heard, pods), now, known);
        return Optional.of(
                new Step.Write(new Page(page.month(), counted, firstMonth(later).orElse(null), page.sections())));
    }

    private static Usage begun(Page page, Collection<Page> pages) {
        return pages.stream()
                .filter(before ->
                        before.successor().filter(page.month()::equals).isPresent())
                .findFirst()
                .map(Page::usage)
                .map(before -> Usage.begun(before.boots()))
                .orElse(Usage.NONE);
    }

    private static Optional<YearMonth> firstMonth(List<Heard> heard) {
        return heard.stream().map(Heard::month).min(Comparator.naturalOrder());
    }
}

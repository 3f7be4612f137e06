package dev.ddnn.operator.plan.usage;

import dev.ddnn.api.v1alpha1.UsageSection;
import dev.ddnn.contract.report.LastReports.LastReport;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of one month of one DDNN.
 *
 * @param month in UTC
 * @param usage absent: the object is there, and nothing was written into it yet
 * @param continuedIn the month in which counting goes on; absent: in this one
 * @param sections where sections were booked when the object was made, by section; it may say nothing of that
 */
public record Page(
        YearMonth month, @Nullable Usage usage, @Nullable YearMonth continuedIn, Map<String, Spot> sections) {
    public Page {
        sections = Map.copyOf(sections);
    }

    /** Of an object that does not say where sections are booked. */
    public Page(YearMonth month, @Nullable Usage usage, @Nullable YearMonth continuedIn) {
        this(month, usage, continuedIn, Map.of());
    }

    /** The same page of an object that says where sections are booked; absent: it does not. */
    public Page with(@Nullable List<UsageSection> stored) {
        return new Page(month, usage, continuedIn, StoredSections.read(stored));
    }

    /** The month in which counting goes on, if it is not this one any more. */
    Optional<YearMonth> successor() {
        return Optional.ofNullable(continuedIn);
    }

    /** Whether this has a last report that was not in the page before: its pod waits for it. */
    public boolean letsGo(Page before, Collection<Heard> heard) {
        return heard.stream().filter(one -> one.report().ending()).anyMatch(one -> has(one) && !before.has(one));
    }

    /** Whether that report, or a later one of its boot, is counted. */
    public boolean remembers(LastReport report) {
        Remembered known = usage == null ? null : usage.boots().get(new Boot(report.podUid(), report.bootId()));
        return known != null && known.sequence() >= report.sequence();
    }

    private boolean has(Heard heard) {
        return usage != null && !usage.isNew(heard);
    }
}

package dev.ddnn.operator.plan.quota;

import dev.ddnn.api.v1alpha1.Limits;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ledger of one quota. What is there is written down whatever the limits say; what is new is reserved only where all of it
 * fits, in the order of asking: see {@link Queue}.
 *
 * <pre>
 * (nothing) --ask fits--> reserved --needs less, pods gone--> reserved, less
 *                            |
 *                            +--DDNN gone, pods gone--> (nothing)
 * </pre>
 */
public final class Ledger {
    private final Books books;
    private final String now;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Queue queue;
    private final List<String> repairs = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();
    private boolean doubted;
    private boolean unsettled;

    private Ledger(Books books, Instant now) {
        this.books = books;
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
        this.queue = new Queue(books.limits());
    }

    /** What one DDNN has; whatever stands in the API, in units to reckon with. */
    private record Entry(String uid, String ddnn, long generation, int ask, Capacity amounts, String since) {
        static Entry of(QuotaReservation written) {
            return new Entry(
                    Objects.requireNonNullElse(written.uid(), ""),
                    Objects.requireNonNullElse(written.ddnn(), ""),
                    Objects.requireNonNullElse(written.ddnnGeneration(), 0L),
                    Objects.requireNonNullElse(written.ask(), 0),
                    Capacity.read(written.amounts()),
                    Objects.requireNonNullElse(written.since(), ""));
        }

        Entry with(Capacity other) {
            return new Entry(uid, ddnn, generation, ask, other, since);
        }

        /** As if its newest ask had not been answered. */
        Entry unanswered(Capacity other) {
            return new Entry(uid, ddnn, generation, 0, other, since);
        }

        QuotaReservation written() {
            return new QuotaReservation(uid, ddnn, generation, ask, amounts.written(), since);
        }
    }

    /** The next page. Of the same books it is the same page, whenever it is asked for. */
    public static Page next(Books books, Instant now) {
        return new Ledger(books, now).turn();
    }

    private Page turn() {
        books.reservations().stream().map(Entry::of).forEach(entry -> entries.put(entry.uid(), entry));
        doubted = isDoubted();
        if (doubted) {
            books.debtors().forEach(this::reduce);
        }
        entries.values().removeIf(entry -> debtor(entry.uid()).isEmpty() && isGone(entry));
        books.debtors().forEach(this::record);
        Capacity used = total();
        for (Debtor debtor : asking()) {
            used = answer(debtor, used);
        }
        return new Page(
                books.limits(),
                entries.values().stream()
                        .sorted(Comparator.comparing(Entry::ddnn).thenComparing(Entry::uid))
                        .map(Entry::written)
                        .toList(),
                queue.waiting(used),
                used,
                unsettled,
                repairs,
                counted);
    }

    private boolean isDoubted() {
        if (!isDoubted(books.reservations(), books.used())) {
            return false;
        }
        repairs.add("the reservations come to " + text(sum(books.reservations())) + ", and `used` was "
                + text(said(books.used())) + ": somebody else has written here");
        return true;
    }

    /**
     * Whether somebody else has written there, as the reservations do not add up: nobody may go by them until they are put right.
     *
     * @param used the sum that stands with them; absent: nothing was written yet, so there can be none
     */
    public static boolean isDoubted(List<QuotaReservation> reservations, @Nullable Capacity used) {
        return !said(used).equals(sum(reservations));
    }

    private static Capacity said(@Nullable Capacity used) {
        return used == null ? Capacity.NONE : used;
    }

    private static Capacity sum(List<QuotaReservation> reservations) {
        return Capacity.sum(reservations.stream()
                .map(entry -> Capacity.read(entry.amounts()))
                .toList());
    }

    /** To what is there: what may have been reserved by somebody else is asked for again, in its order. */
    private void reduce(Debtor debtor) {
        Entry entry = entries.get(debtor.uid());
        Capacity there = debtor.claims().max(debtor.later()).max(debtor.pods().plus(debtor.leftovers()));
        Capacity some = there.isNone() ? there : there.max(Capacity.oneDDNN());
        if (entry == null || some.covers(entry.amounts())) {
            return;
        }
        if (some.isNone()) {
            entries.remove(debtor.uid());
        } else {
            entries.put(debtor.uid(), entry.unanswered(entry.amounts().min(some)));
        }
    }

    private boolean isGone(Entry entry) {
        boolean gone = !books.lingering().contains(entry.ddnn());
        unsettled |= !gone;
        return gone;
    }

    /** What it has from before: never less than what is there, and more than it needs only while pods of it are there. */
    private void record(Debtor debtor) {
        Capacity exists = debtor.claims().max(debtor.later());
        Entry entry = entries.get(debtor.uid());
        if (entry == null) {
            Capacity found = exists.max(debtor.pods());
            if (!found.isNone()) {
                found = found.max(Capacity.oneDDNN());
                entries.put(debtor.uid(), new Entry(debtor.uid(), debtor.name(), 0, 0, found, now));
                noteUnreserved(debtor, found);
            }
            return;
        }
        Capacity held = entry.amounts();
        noteGrown(debtor, exists.above(held));
        if (debtor.number() == entry.ask() && debtor.ask() != null) {
            Capacity wanted = debtor.needed().max(exists);
            held = held.min(wanted.max(debtor.pods().plus(debtor.leftovers())));
            unsettled |= !wanted.covers(held);
        }
        entries.put(debtor.uid(), entry.with(held.max(exists)));
    }

    private void noteUnreserved(Debtor debtor, Capacity found) {
        if (books.used() != null && !found.isNone()) {
            repairs.add("DDNN '" + debtor.name() + "' has " + text(found) + " that was not reserved");
        }
    }

    private void noteGrown(Debtor debtor, Capacity more) {
        if (doubted) {
            noteUnreserved(debtor, more);
        } else if (!more.isNone()) {
            counted.add(
                    "DDNN '" + debtor.name() + "' has " + text(more)
                            + " more than was reserved (somebody has scaled it, say, or a node has joined its pool): counted now");
        }
    }

    private List<Debtor> asking() {
        List<Debtor> unanswered = books.debtors().stream()
                .filter(debtor -> debtor.number() > 0 && !debtor.leaving())
                .filter(debtor -> held(debtor).map(Entry::ask).orElse(0) != debtor.number())
                .sorted(Comparator.comparing(Debtor::since).thenComparing(Debtor::uid))
                .toList();
        unsettled |= unanswered.stream().anyMatch(debtor -> !debtor.turn());
        return unanswered.stream().filter(Debtor::turn).toList();
    }

    /** Answers the ask or lets it wait; what is used then. */
    private Capacity answer(Debtor debtor, Capacity used) {
        Capacity held = held(debtor).map(Entry::amounts).orElse(Capacity.NONE);
        Capacity growth = debtor.needed().above(held);
        if (books.closed() != null && held.isNone()) {
            queue.bar(debtor, books.closed());
            return used;
        }
        if (!queue.admits(debtor, growth, used)) {
            return used;
        }
        unsettled |= !debtor.needed().covers(held);
        entries.put(
                debtor.uid(),
                new Entry(debtor.uid(), debtor.name(), debtor.generation(), debtor.number(), held.plus(growth), now));
        return used.plus(growth);
    }

    private Optional<Entry> held(Debtor debtor) {
        return Optional.ofNullable(entries.get(debtor.uid()));
    }

    private Optional<Debtor> debtor(String uid) {
        return books.debtors().stream()
                .filter(debtor -> debtor.uid().equals(uid))
                .findFirst();
    }

    private Capacity total() {
        return Capacity.sum(entries.values().stream().map(Entry::amounts).toList());
    }

    private static String text(Capacity capacity) {
        return Queue.text(capacity);
    }

    /** The limit of a resource; empty: none. A ledger has no more entries than its list may have. */
    static Optional<BigDecimal> limit(Map<QuotaResource, BigDecimal> limits, QuotaResource resource) {
        BigDecimal limit = limits.get(resource);
        BigDecimal most = BigDecimal.valueOf(Limits.RESERVATIONS);
        return resource == QuotaResource.DDNNS
                ? Optional.of(limit == null ? most : limit.min(most))
                : Optional.ofNullable(limit);
    }
}

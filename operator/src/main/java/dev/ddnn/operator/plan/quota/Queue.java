package dev.ddnn.operator.plan.quota;

import dev.ddnn.api.v1alpha1.Limits;
import dev.ddnn.api.v1alpha1.QuotaWait;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Those whose ask does not fit, in the order of asking. What they wait for is kept for them: whoever comes later gets only what none of
 * them could use. But one that lacks a place itself, one of the {@code ddnns}, keeps nothing from those that have theirs: it gets in when one of
 * them goes, with all that one has, and until then they could not even be mended. An ask beyond a limit itself never fits, and nothing is
 * kept for it.
 */
final class Queue {
    private final Map<QuotaResource, BigDecimal> limits;
    private final List<Waiter> waiters = new ArrayList<>();
    private Capacity ahead = Capacity.NONE;
    private Capacity aheadOfThoseThatAreIn = Capacity.NONE;
    private int positions;

    Queue(Map<QuotaResource, BigDecimal> limits) {
        this.limits = limits;
    }

    /**
     * @param growth what it needs beyond what it has
     * @param ahead what those before it wait for
     * @param position absent: it can never have it
     * @param barred why it does not get in, whatever room there is; absent: it lacks room
     */
    private record Waiter(
            Debtor debtor,
            Capacity growth,
            Capacity ahead,
            @Nullable Integer position,
            @Nullable String barred) {}

    /** Whoever waits for something else than room has its place in the queue, and keeps nobody from the room that there is. */
    void bar(Debtor debtor, String why) {
        waiters.add(new Waiter(debtor, Capacity.NONE, Capacity.NONE, ++positions, why));
    }

    /** Whether it may have that much more; if not, it waits. */
    boolean admits(Debtor debtor, Capacity growth, Capacity used) {
        boolean isIn = growth.of(QuotaResource.DDNNS).signum() == 0;
        Capacity kept = isIn ? aheadOfThoseThatAreIn : ahead;
        if (fits(growth, used.plus(kept))) {
            return true;
        }
        boolean never = growth.amounts().keySet().stream()
                .anyMatch(resource -> isAbove(resource, debtor.needed().of(resource)));
        waiters.add(new Waiter(debtor, growth, kept, never ? null : ++positions, null));
        if (!never) {
            boolean hasPlace = fits(growth.only(QuotaResource.DDNNS), used.plus(kept));
            ahead = ahead.plus(growth);
            aheadOfThoseThatAreIn = hasPlace ? aheadOfThoseThatAreIn.plus(growth) : aheadOfThoseThatAreIn;
        }
        return false;
    }

    private boolean fits(Capacity growth, Capacity taken) {
        return growth.amounts().entrySet().stream()
                .noneMatch(
                        more -> isAbove(more.getKey(), taken.of(more.getKey()).add(more.getValue())));
    }

    private boolean isAbove(QuotaResource resource, BigDecimal amount) {
        return Ledger.limit(limits, resource)
                .filter(limit -> amount.compareTo(limit) > 0)
                .isPresent();
    }

    /** All of them, with what each lacks. */
    List<QuotaWait> waiting(Capacity used) {
        return waiters.stream()
                .limit(Limits.LISTED)
                .map(waiter -> new QuotaWait(
                        waiter.debtor().uid(),
                        waiter.debtor().name(),
                        waiter.debtor().number(),
                        waiter.position(),
                        waiter.debtor().needed().written(),
                        waiter.debtor().since(),
                        message(waiter, used)))
                .toList();
    }

    private String message(Waiter waiter, Capacity used) {
        Integer position = waiter.position();
        if (waiter.barred() != null) {
            return waiter.barred() + "; number " + position + " in the queue";
        }
        String lacks = waiter.growth().amounts().entrySet().stream()
                .filter(more -> isAbove(
                        more.getKey(),
                        position == null
                                ? waiter.debtor().needed().of(more.getKey())
                                : used.plus(waiter.ahead()).of(more.getKey()).add(more.getValue())))
                .map(more -> lack(more.getKey(), more.getValue(), waiter, used))
                .collect(Collectors.joining("; "));
        if (position != null) {
            return lacks + "; number " + position + " in the queue";
        }
        return lacks + ": it can never fit. Raise the limit, "
                + (fitsOnceReplaced(waiter.debtor()) ? "if only for that time" : "or ask for less");
    }

    private boolean fitsOnceReplaced(Debtor debtor) {
        return fits(debtor.needed().above(debtor.replaced()), Capacity.NONE);
    }

    private String lack(QuotaResource resource, BigDecimal more, Waiter waiter, Capacity used) {
        BigDecimal limit = Ledger.limit(limits, resource).orElseThrow();
        String together = waiter.debtor().replaced().of(resource).signum() == 0
                ? ""
                : ", old and new pods together until the old ones are gone";
        if (waiter.position() == null) {
            return "it needs " + resource.key() + " "
                    + Capacity.text(resource, waiter.debtor().needed().of(resource)) + together + ", and the limit is "
                    + Capacity.text(resource, limit);
        }
        BigDecimal kept = waiter.ahead().of(resource);
        return resource.key() + ": " + Capacity.text(resource, more) + " more needed" + together + ", "
                + use(resource, used.of(resource), limit)
                + (kept.signum() == 0 ? "" : " and " + Capacity.text(resource, kept) + " kept for those before it");
    }

    private static String use(QuotaResource resource, BigDecimal used, BigDecimal limit) {
        String most = Capacity.text(resource, limit);
        return Capacity.text(resource, used)
                + (used.compareTo(limit) > 0 ? " used, above the limit of " + most : " of " + most + " used");
    }

    static String text(Capacity capacity) {
        return capacity.isNone()
                ? "nothing"
                : capacity.amounts().entrySet().stream()
                        .map(amount -> amount.getKey().key() + " " + Capacity.text(amount.getKey(), amount.getValue()))
                        .collect(Collectors.joining(", "));
    }
}

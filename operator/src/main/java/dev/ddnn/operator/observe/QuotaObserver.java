package dev.ddnn.operator.observe;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.QuotaAsk;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.operator.plan.budget.Standing;
import dev.ddnn.operator.plan.budget.UplinkWord;
import dev.ddnn.operator.plan.quota.Admission;
import dev.ddnn.operator.plan.quota.Books;
import dev.ddnn.operator.plan.quota.Capacity;
import dev.ddnn.operator.plan.quota.Debtor;
import dev.ddnn.operator.plan.quota.Ledger;
import dev.ddnn.operator.plan.quota.QuotaWord;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads all that a ledger follows from, and what quotas say of a DDNN. */
public final class QuotaObserver {
    private QuotaObserver() {}

    /**
     * Another quota of the namespace.
     *
     * @param reservations by UID; none if somebody else has written there
     */
    private record Neighbour(String name, Map<String, QuotaReservation> reservations) {
        static Neighbour of(DDNNQuota quota) {
            Map<String, QuotaReservation> byUid = new HashMap<>();
            if (!isDoubted(quota)) {
                QuotaObserver.reservations(quota).forEach(entry -> byUid.put(String.valueOf(entry.uid()), entry));
            }
            return new Neighbour(QuotaObserver.name(quota), byUid);
        }

        Optional<QuotaReservation> reservation(String uid) {
            return Optional.ofNullable(reservations.get(uid));
        }
    }

    /**
     * Looks at the world of one quota. DDNNs are read first: what has pods and is not among them is gone, or came after, and then has no
     * pods before this quota has seen it.
     *
     * @param isOver whether a DDNN of that UID, which is gone, gets no child any more
     */
    public static Books observe(DDNNQuota quota, NamespaceReads reads, Predicate<String> isOver) {
        List<DDNN> ddnns = reads.ddnns();
        Set<String> lingering = new HashSet<>(departing(quota, ddnns, isOver));
        List<Neighbour> others = reads.quotas().stream()
                .filter(other -> isKept(other) && !name(other).equals(name(quota)))
                .map(Neighbour::of)
                .toList();
        var holdings = Holdings.read(ddnns, reads);
        lingering.addAll(holdings.lingering());
        return new Books(
                Capacity.limits(quota.getSpec().capacity()),
                reservations(quota),
                used(quota.getStatus()),
                ddnns.stream()
                        .map(ddnn -> debtor(ddnn, quota, others, holdings))
                        .toList(),
                lingering,
                closed(quota));
    }

    /** Names of DDNNs that are gone, and may get a child yet: asked before it is read which children there are. */
    private static List<String> departing(DDNNQuota quota, List<DDNN> ddnns, Predicate<String> isOver) {
        return reservations(quota).stream()
                .filter(reservation -> reservation.uid() != null && reservation.ddnn() != null)
                .filter(reservation -> ddnns.stream()
                        .noneMatch(ddnn -> ddnn.getMetadata().getUid().equals(reservation.uid())))
                .filter(reservation -> !isOver.test(reservation.uid()))
                .map(QuotaReservation::ddnn)
                .toList();
    }

    /** Absent: nothing was written yet. A ledger that was kept before and says nothing has been emptied. */
    private static @Nullable Capacity used(@Nullable DDNNQuotaStatus status) {
        if (status == null || status.observedGeneration() == null || status.observedGeneration() < 1) {
            return null;
        }
        return Capacity.read(status.used());
    }

    private static Debtor debtor(DDNN ddnn, DDNNQuota quota, List<Neighbour> others, Holdings holdings) {
        String uid = ddnn.getMetadata().getUid();
        QuotaAsk ask = ddnn.getStatus() == null ? null : ddnn.getStatus().quota();
        boolean turn = others.stream()
                .filter(other -> other.name().compareTo(name(quota)) < 0)
                .allMatch(other -> other.reservation(uid)
                        .filter(reservation -> ask != null && Objects.equals(ask.ask(), reservation.ask()))
                        .isPresent());
        Capacity later = others.stream()
                .filter(other -> other.name().compareTo(name(quota)) > 0)
                .flatMap(other -> other.reservation(uid).stream())
                .map(reservation -> Capacity.read(reservation.amounts()))
                .reduce(Capacity.NONE, Capacity::max);
        return new Debtor(
                uid,
                ddnn.getMetadata().getName(),
                ddnn.getMetadata().getDeletionTimestamp() != null,
                ask,
                turn,
                holdings.claims(uid),
                holdings.pods(uid),
                holdings.leftovers(ddnn.getMetadata().getName()),
                later);
    }

    /**
     * What the quotas of a namespace say of a DDNN, by their names; one that is being deleted says nothing.
     *
     * @param status of the DDNN, as last written; absent: never
     */
    static List<QuotaWord> words(List<DDNNQuota> quotas, String uid, @Nullable DDNNStatus status) {
        return quotas.stream()
                .filter(QuotaObserver::isKept)
                .map(quota -> word(quota, uid, status))
                .sorted(Comparator.comparing(QuotaWord::quota))
                .toList();
    }

    /**
     * What a quota says of a DDNN. A ledger that somebody else has written says nothing of reservations: who knows that it is in stays in, and
     * nobody gets in.
     *
     * @param status of the DDNN, as last written; absent: never
     */
    public static QuotaWord word(DDNNQuota quota, String uid, @Nullable DDNNStatus status) {
        var waiting = quota.getStatus() == null || quota.getStatus().waiting() == null
                ? null
                : quota.getStatus().waiting().stream()
                        .filter(entry -> uid.equals(entry.uid()))
                        .findFirst()
                        .orElse(null);
        var told = Admission.told(uid, status);
        var written = reservation(quota, uid);
        // The whole ledger is added up only for those to whom it says something new.
        var reservation = isSame(told, written) || !isDoubted(quota) ? written : told;
        return new QuotaWord(name(quota), reservation.orElse(null), waiting, uplink(quota));
    }

    private static boolean isSame(Optional<QuotaReservation> one, Optional<QuotaReservation> other) {
        return one.map(QuotaReservation::ask).equals(other.map(QuotaReservation::ask))
                && one.map(QuotaReservation::amounts).equals(other.map(QuotaReservation::amounts));
    }

    private static boolean isDoubted(DDNNQuota quota) {
        return Ledger.isDoubted(reservations(quota), used(quota.getStatus()));
    }

    /** What follows for its budget of bytes, as it is now, from what was metered; absent: it has none, or nothing was metered yet. */
    public static @Nullable UplinkWord uplink(DDNNQuota quota) {
        var budgets = quota.getSpec().budgets();
        Quantity limit = budgets == null ? null : budgets.uplinkBytesPerDay();
        return limit == null
                ? null
                : standing(quota)
                        .map(standing -> new UplinkWord(
                                limit.toString(),
                                standing.uplinkSpentUntil()
                                        .map(Instant::toString)
                                        .orElse(null)))
                        .orElse(null);
    }

    /** Why nobody new gets in, whatever room there is; absent: nothing keeps them out. */
    private static @Nullable String closed(DDNNQuota quota) {
        var budgets = quota.getSpec().budgets();
        String limit = budgets == null ? null : budgets.costPerMonth();
        return standing(quota)
                .flatMap(standing -> standing.costSpentUntil()
                        .map(until -> "cost: the " + limit + " of " + standing.month()
                                + " are used up, and nobody new gets in until " + until))
                .orElse(null);
    }

    /** Its verdict in status may be of budgets that it had before, so it is not asked. */
    private static Optional<Standing> standing(DDNNQuota quota) {
        return Standing.read(
                quota.getSpec().budgets(),
                quota.getStatus() == null ? null : quota.getStatus().metered());
    }

    private static Optional<QuotaReservation> reservation(DDNNQuota quota, String uid) {
        return reservations(quota).stream()
                .filter(reservation -> uid.equals(reservation.uid()))
                .findFirst();
    }

    private static List<QuotaReservation> reservations(DDNNQuota quota) {
        @Nullable DDNNQuotaStatus status = quota.getStatus();
        return Stream.ofNullable(status)
                .flatMap(written -> Stream.ofNullable(written.reservations()))
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isKept(DDNNQuota quota) {
        return quota.getMetadata().getDeletionTimestamp() == null;
    }

    private static String name(DDNNQuota quota) {
        return quota.getMetadata().getName();
    }
}

package dev.ddnn.operator.plan.quota;

import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.QuotaAsk;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.operator.plan.DDNNPlan.Cause;
import dev.ddnn.operator.plan.DDNNPlan.Wait;
import dev.ddnn.operator.plan.DDNNPlan.Waiting;
import dev.ddnn.operator.plan.Observed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a DDNN may have the pods that it needs. An ask counts once it is stored, and an answer only if it is to that very ask: so
 * nobody goes by a reservation that has been lowered since.
 *
 * @param ask to be stored; absent: there is no quota
 * @param message for a person
 */
public record Admission(@Nullable QuotaAsk ask, State state, String message) {
    /** The condition that says it. */
    private static final String CONDITION = "QuotaReserved";

    /** How far it is. */
    public enum State {
        /** There is no quota. */
        Free,
        /** Every quota has reserved it. */
        Reserved,
        /** Asked, and not answered by every quota yet. */
        Pending,
        /** A quota has no room for it. */
        Exceeded
    }

    /**
     * @param needed all that it needs
     * @param replaced what of it is for old pods that go
     * @param now when a new ask begins
     */
    public static Admission of(Observed observed, Capacity needed, Capacity replaced, Instant now) {
        if (observed.quotas().isEmpty()) {
            return new Admission(null, State.Free, "no quota");
        }
        QuotaAsk stored = observed.status() == null ? null : observed.status().quota();
        QuotaAsk ask = ask(stored, needed, replaced, observed, now);
        if (stored == null || number(ask) != number(stored)) {
            return new Admission(ask, State.Pending, "asks for " + Queue.text(needed));
        }
        int number = number(ask);
        List<QuotaWord> open = observed.quotas().stream()
                .filter(quota -> !quota.hasReserved(number, needed))
                .toList();
        if (open.isEmpty()) {
            return new Admission(ask, State.Reserved, "reserved: " + Queue.text(needed));
        }
        String refusals = open.stream()
                .filter(quota -> quota.refuses(number))
                .map(Admission::refusal)
                .collect(Collectors.joining("; "));
        return refusals.isEmpty()
                ? new Admission(ask, State.Pending, "asks for " + Queue.text(needed))
                : new Admission(ask, State.Exceeded, refusals);
    }

    /** Whether all that was asked for last is reserved. */
    public static boolean isReserved(Observed observed) {
        QuotaAsk stored = observed.status() == null ? null : observed.status().quota();
        return stored != null
                && observed.quotas().stream()
                        .allMatch(quota -> quota.hasReserved(number(stored), Capacity.read(stored.needed())));
    }

    /**
     * What a DDNN has been told to be reserved for what it asked for last.
     *
     * @param status as last written; absent: never
     */
    public static Optional<QuotaReservation> told(String uid, @Nullable DDNNStatus status) {
        QuotaAsk stored = status == null ? null : status.quota();
        boolean isIn = status != null
                && status.conditions() != null
                && status.conditions().stream()
                        .anyMatch(condition ->
                                CONDITION.equals(condition.getType()) && "True".equals(condition.getStatus()));
        return stored != null && isIn
                ? Optional.of(new QuotaReservation(
                        uid, null, stored.ddnnGeneration(), stored.ask(), stored.needed(), stored.since()))
                : Optional.empty();
    }

    private static String refusal(QuotaWord quota) {
        var waiting = quota.waiting();
        return "quota '" + quota.quota() + "': " + (waiting == null ? "" : waiting.message());
    }

    private static QuotaAsk ask(
            @Nullable QuotaAsk stored, Capacity needed, Capacity replaced, Observed observed, Instant now) {
        String since = now.truncatedTo(ChronoUnit.MILLIS).toString();
        long generation = observed.ddnn().generation();
        var old = replaced.isNone() ? null : replaced.written();
        if (stored == null) {
            return new QuotaAsk(1, generation, needed.written(), since, old);
        }
        Capacity before = Capacity.read(stored.needed());
        if (before.equals(needed)) {
            // The same ask; which of it is for old pods is only to be said while it waits.
            return isReserved(observed)
                    ? stored
                    : new QuotaAsk(stored.ask(), stored.ddnnGeneration(), stored.needed(), stored.since(), old);
        }
        // Whoever waits and needs less than before does not lose its place by it.
        boolean keepsPlace = before.covers(needed) && !isReserved(observed) && stored.since() != null;
        return new QuotaAsk(number(stored) + 1, generation, needed.written(), keepsPlace ? stored.since() : since, old);
    }

    private static int number(QuotaAsk ask) {
        return ask.ask() == null ? 0 : ask.ask();
    }

    /** Whether pods may be made now. */
    public boolean isOpen() {
        return state == State.Free || state == State.Reserved;
    }

    /** The wait for it. */
    public Waiting waiting() {
        return new Waiting(
                List.of(new Wait(state == State.Exceeded ? Cause.QuotaExceeded : Cause.QuotaPending, message)));
    }
}

package dev.ddnn.operator.plan.quota;

import dev.ddnn.api.v1alpha1.QuotaAsk;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.api.v1alpha1.Tier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DDNNs of pods at the edge, and the ledger of a quota that has room for ten of each. */
final class Debtors {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final Map<QuotaResource, BigDecimal> LIMITS =
            Map.of(QuotaResource.DDNNS, BigDecimal.TEN, QuotaResource.EDGE_PODS, BigDecimal.TEN);

    private Debtors() {}

    static Page next(List<Debtor> debtors, List<QuotaReservation> before) {
        @Nullable
        Capacity used = before.isEmpty()
                ? null
                : Capacity.sum(before.stream()
                        .map(entry -> Capacity.read(entry.amounts()))
                        .toList());
        return Ledger.next(new Books(LIMITS, before, used, debtors, Set.of()), NOW);
    }

    static Debtor debtor(String name, int second, int pods, Capacity there) {
        return debtor(name, ask(1, second, pods), there);
    }

    /** It asks anew. */
    static Debtor again(Debtor one, int second, int pods) {
        return debtor(one.name(), ask(2, second, pods), Capacity.NONE);
    }

    /** It asks anew for old and new pods together. */
    static Debtor replacing(Debtor one, int pods, int old) {
        QuotaAsk ask = ask(2, 9, pods);
        return debtor(
                one.name(),
                new QuotaAsk(
                        ask.ask(),
                        ask.ddnnGeneration(),
                        ask.needed(),
                        ask.since(),
                        pods(old).written()),
                one.pods());
    }

    static Debtor debtor(String name, QuotaAsk ask, Capacity there) {
        Capacity claims = there.isNone() ? there : there.max(Capacity.oneDDNN());
        return new Debtor(name + "-uid", name, false, ask, true, claims, there, Capacity.NONE, Capacity.NONE);
    }

    static QuotaAsk ask(int number, int second, int pods) {
        return new QuotaAsk(
                number,
                (long) number,
                Capacity.oneDDNN().plus(pods(pods)).written(),
                NOW.plusSeconds(second).toString());
    }

    static Capacity pods(int count) {
        return Capacity.pods(Tier.Edge, count, Map.of());
    }
}

package dev.ddnn.operator.plan.quota;

import dev.ddnn.api.v1alpha1.QuotaAsk;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.api.v1alpha1.Tier;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A namespace with DDNNs that ask, grow, shrink and go, and a quota. It knows the promises and nothing of how they are kept: a DDNN makes
 * pods once its ask is answered, and pods take their time to go.
 */
final class PlayedNamespace {
    /** A DDNN as it is: what it asks for, what its workloads make, and which pods are there. */
    private static final class Played {
        final String name;
        final String uid;
        QuotaAsk ask;
        int makes;
        int pods;
        boolean exists = true;

        Played(String name, String uid, QuotaAsk ask) {
            this.name = name;
            this.uid = uid;
            this.ask = ask;
        }

        int wants() {
            return Capacity.read(ask.needed()).of(QuotaResource.EDGE_PODS).intValue();
        }
    }

    final Map<QuotaResource, BigDecimal> limits = new EnumMap<>(QuotaResource.class);
    final List<String> problems = new ArrayList<>();
    private final Map<String, Played> played = new TreeMap<>();
    private final Random random;
    private List<QuotaReservation> reservations = List.of();
    private List<QuotaReservation> earlier = List.of();
    private @Nullable Capacity used;
    private int serial;

    PlayedNamespace(long seed, int pods) {
        random = new Random(seed);
        limits.put(QuotaResource.EDGE_PODS, BigDecimal.valueOf(pods));
        limits.put(QuotaResource.DDNNS, BigDecimal.valueOf(5));
    }

    /** Something happens, and now and then the operator looks. */
    void step() {
        switch (random.nextInt(8)) {
            case 0, 1 -> create();
            case 2 -> any().ifPresent(this::resize);
            case 3 -> any().ifPresent(this::delete);
            case 4 -> any().ifPresent(one -> one.pods = Math.max(one.makes, one.pods - 1));
            case 5 -> limits.put(QuotaResource.EDGE_PODS, BigDecimal.valueOf(random.nextInt(12)));
            default -> visit();
        }
        played.values().forEach(this::followTheLedger);
        played.values().removeIf(one -> !one.exists && one.pods == 0);
        check();
    }

    private Optional<Played> any() {
        var all = List.copyOf(played.values());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private void create() {
        String name = "d" + random.nextInt(9);
        boolean taken = played.values().stream().anyMatch(one -> one.exists && one.name.equals(name));
        if (!taken) {
            String uid = name + "-" + serial++;
            played.put(uid, new Played(name, uid, ask(1, 1 + random.nextInt(4))));
        }
    }

    private void resize(Played one) {
        if (one.exists) {
            one.ask = ask(one.ask.ask() + 1, 1 + random.nextInt(4));
        }
    }

    private void delete(Played one) {
        one.exists = false;
        one.makes = 0;
    }

    private QuotaAsk ask(int number, int pods) {
        Capacity needed = Capacity.oneDDNN().plus(pods(pods));
        return new QuotaAsk(
                number, 1L, needed.written(), Instant.ofEpochSecond(serial++).toString());
    }

    /** It shrinks at once, and grows when what it asks for is reserved, as of this page of the ledger or, from a cache, of the one before. */
    private void followTheLedger(Played one) {
        boolean answered = (random.nextBoolean() ? reservations : earlier)
                .stream()
                        .anyMatch(entry -> entry.uid().equals(one.uid)
                                && entry.ask().equals(one.ask.ask())
                                && Capacity.read(entry.amounts()).covers(Capacity.read(one.ask.needed())));
        if (one.exists && (answered || one.wants() < one.makes)) {
            one.makes = one.wants();
            one.pods = Math.max(one.pods, one.makes);
        }
    }

    void visit() {
        Books books = books();
        Page page = Ledger.next(books, Instant.EPOCH);
        if (!page.equals(Ledger.next(books, Instant.EPOCH))) {
            problems.add("the same books give another page");
        }
        Capacity before = used == null ? Capacity.NONE : used;
        for (QuotaResource resource : List.of(QuotaResource.EDGE_PODS, QuotaResource.DDNNS)) {
            if (page.used().of(resource).compareTo(limits.get(resource).max(before.of(resource))) > 0) {
                problems.add(resource + " went from " + before + " to " + page.used() + ", beyond " + limits);
            }
        }
        if (!page.repairs().isEmpty() || !page.counted().isEmpty()) {
            problems.add("nobody else has written or made pods: " + page.repairs() + page.counted());
        }
        earlier = reservations;
        reservations = page.reservations();
        used = page.used();
        Page again = Ledger.next(books(), Instant.EPOCH.plusSeconds(60));
        boolean same =
                again.reservations().equals(reservations) && again.waiting().equals(page.waiting());
        if (!same && !page.unsettled()) {
            problems.add("looking again changes the page: " + page + " became " + again);
        }
    }

    private Books books() {
        var lingering = new HashSet<String>();
        played.values().stream().filter(one -> !one.exists && one.pods > 0).forEach(one -> lingering.add(one.name));
        return new Books(
                limits,
                reservations,
                used,
                played.values().stream()
                        .filter(one -> one.exists)
                        .map(one -> new Debtor(
                                one.uid,
                                one.name,
                                false,
                                one.ask,
                                true,
                                one.makes == 0 ? Capacity.NONE : pods(one.makes).max(Capacity.oneDDNN()),
                                pods(one.pods),
                                leftovers(one.name),
                                Capacity.NONE))
                        .toList(),
                lingering);
    }

    private Capacity leftovers(String name) {
        return pods(played.values().stream()
                .filter(one -> !one.exists && one.name.equals(name))
                .mapToInt(one -> one.pods)
                .sum());
    }

    private static Capacity pods(int count) {
        return Capacity.pods(Tier.Edge, count, Map.of("memory", new Quantity("1Mi")));
    }

    private void check() {
        for (Played one : played.values()) {
            int reserved = reservations.stream()
                    .filter(entry -> entry.uid().equals(one.uid))
                    .mapToInt(entry -> Capacity.read(entry.amounts())
                            .of(QuotaResource.EDGE_PODS)
                            .intValue())
                    .sum();
            if (one.pods > reserved) {
                problems.add(one.uid + " has " + one.pods + " pods and " + reserved + " reserved");
            }
        }
    }
}

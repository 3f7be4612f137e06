package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.contract.report.LastReports.LastReport;
import dev.ddnn.operator.config.WatchedNamespaces;
import dev.ddnn.operator.observe.HubClient;
import dev.ddnn.operator.reconcile.MeteringView.Name;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Folds the last reports of pods that wait to end, and lets these go. Whether there are any costs one small request to the hub, so it
 * can be asked often. What is acknowledged is what a stored bill remembers: an operator that dies between the write and the word to
 * the hub folds nothing the second time, and says the word then.
 */
public final class LastReportsRound {
    private static final Logger LOG = Logger.getLogger(LastReportsRound.class);
    /** What cannot be folded is tried again ever later, up to so long. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HubClient hub;
    private final WatchedNamespaces watched;
    private final MeteringRound round;
    private final Clock clock;
    private final Map<LastReport, Attempt> attempts = new HashMap<>();
    private Optional<String> deafness = Optional.empty();

    /** @param round that folds */
    public LastReportsRound(HubClient hub, WatchedNamespaces watched, MeteringRound round, Clock clock) {
        this.hub = hub;
        this.watched = watched;
        this.round = round;
        this.clock = clock;
    }

    /** One look. */
    public void run() {
        List<LastReport> waiting =
                hub.lastReports().stream().filter(this::isWatched).toList();
        attempts.keySet().retainAll(new HashSet<>(waiting));
        Instant now = clock.instant();
        List<LastReport> due = waiting.stream()
                .filter(report ->
                        !attempts.getOrDefault(report, Attempt.NONE).next().isAfter(now))
                .toList();
        if (!due.isEmpty()) {
            due.forEach(report -> attempts.merge(report, Attempt.first(now), (before, first) -> before.again(now)));
            Set<Name> names = due.stream().map(LastReportsRound::name).collect(Collectors.toSet());
            MeteringView view = round.run(names);
            tell(waiting.stream()
                    .filter(report -> names.contains(name(report)))
                    .flatMap(report -> folded(report, view))
                    .toList());
        }
    }

    private boolean isWatched(LastReport report) {
        return watched.names().isEmpty() || watched.names().contains(report.namespace());
    }

    private static Name name(LastReport report) {
        return new Name(report.namespace(), report.ddnn());
    }

    /** The report, as far as a bill has it. One that no bill will ever have is not waited for: it is nobody's. */
    private static Stream<LastReport> folded(LastReport report, MeteringView view) {
        List<DDNNUsage> bills = view.usages(name(report));
        if (bills.isEmpty() && view.ddnn(name(report)).isEmpty()) {
            LOG.warnf(
                    "the last report of pod %s is in no bill: there is neither a DDNN %s/%s nor a bill of it",
                    report.podUid(), report.namespace(), report.ddnn());
            return Stream.of(report);
        }
        return bills.stream().map(UsageObjects::page).anyMatch(page -> page.remembers(report))
                ? Stream.of(report)
                : Stream.empty();
    }

    private void tell(List<LastReport> folded) {
        if (!folded.isEmpty()) {
            Optional<String> refusal = hub.folded(folded);
            if (refusal.isPresent() && !refusal.equals(deafness)) {
                LOG.warnf("pods that have ended wait in vain, since the hub does not let them go: %s", refusal.get());
            }
            deafness = refusal;
        }
    }

    /**
     * @param next when it is worth trying again
     * @param pause before the one after that
     */
    private record Attempt(Instant next, Duration pause) {
        static final Attempt NONE = new Attempt(Instant.MIN, Duration.ZERO);

        static Attempt first(Instant now) {
            return new Attempt(now, Duration.ofSeconds(1));
        }

        Attempt again(Instant now) {
            Duration twice = pause.multipliedBy(2);
            return new Attempt(now.plus(pause), twice.compareTo(PATIENCE) > 0 ? PATIENCE : twice);
        }
    }
}

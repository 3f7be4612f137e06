package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.contract.report.ReceivedReports.Received;
import dev.ddnn.operator.config.WatchedNamespaces;
import dev.ddnn.operator.observe.HubClient;
import dev.ddnn.operator.observe.NodeGroups;
import dev.ddnn.operator.plan.usage.Bookkeeper;
import dev.ddnn.operator.plan.usage.Boot;
import dev.ddnn.operator.plan.usage.Heard;
import dev.ddnn.operator.plan.usage.Owners;
import dev.ddnn.operator.plan.usage.Page;
import dev.ddnn.operator.plan.usage.Step;
import dev.ddnn.operator.plan.usage.Tariff;
import dev.ddnn.operator.plan.usage.Tariffs;
import dev.ddnn.operator.reconcile.MeteringView.Name;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Folds what the hub has heard of every DDNN into its bill. Whatever goes wrong is made up for by the next round: what is not counted
 * stays with the hub and the pods.
 */
public final class MeteringRound {
    private static final Logger LOG = Logger.getLogger(MeteringRound.class);
    /** A month that ends takes three writes. */
    private static final int STEPS = 4;
    /** A timer that is a little early is no reason to leave a round out. */
    private static final int EARLY = 12;

    private final KubernetesClient client;
    private final WatchedNamespaces watched;
    private final HubClient hub;
    private final NodeGroups groups;
    private final Clock clock;
    private final Duration pause;
    private final UsageObjects objects;

    /** @param interval in which a bill is written once, whoever leads */
    public MeteringRound(
            KubernetesClient client,
            WatchedNamespaces watched,
            HubClient hub,
            NodeGroups groups,
            Clock clock,
            Duration interval) {
        this.client = client;
        this.watched = watched;
        this.hub = hub;
        this.groups = groups;
        this.clock = clock;
        this.pause = interval.minus(interval.dividedBy(EARLY));
        this.objects = new UsageObjects(client);
    }

    /**
     * One round.
     *
     * @return the bills, as they were read or written last
     */
    public List<DDNNUsage> run() {
        var view = MeteringView.read(client, watched, groups);
        return run(view, view.names().toList());
    }

    /**
     * A round for some only.
     *
     * @return what was read, with the bills as they were read or written last
     */
    MeteringView run(Set<Name> names) {
        var namespaces = names.stream().map(Name::namespace).collect(Collectors.toSet());
        var view = MeteringView.read(client, new WatchedNamespaces(namespaces), groups);
        return view.with(run(view, names));
    }

    private List<DDNNUsage> run(MeteringView view, Collection<Name> names) {
        var bills = new HashMap<String, DDNNUsage>();
        view.usages().forEach(bill -> bills.put(bill.getMetadata().getUid(), bill));
        names.forEach(name -> {
            try {
                fold(name, view).forEach(bill -> bill.objects()
                        .values()
                        .forEach(object -> bills.put(object.getMetadata().getUid(), object)));
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    LOG.debugf("bill of %s/%s was written by another operator", name.namespace(), name.ddnn());
                } else {
                    LOG.warnf(
                            "bill of %s/%s is not written now, tried again in the next round: %s",
                            name.namespace(), name.ddnn(), e.getMessage());
                }
            }
        });
        return List.copyOf(bills.values());
    }

    private List<Bill> fold(Name name, MeteringView view) {
        List<Heard> heard = heard(name);
        Map<String, Map<YearMonth, DDNNUsage>> bills = new HashMap<>();
        List<DDNNUsage> usages = view.usages(name);
        usages.forEach(usage ->
                bills.computeIfAbsent(uid(usage), uid -> new TreeMap<>()).put(UsageObjects.month(usage), usage));
        Map<String, Instant> made = new HashMap<>();
        view.pods(name)
                .forEach(pod -> made.put(
                        pod.getMetadata().getUid(),
                        Instant.parse(pod.getMetadata().getCreationTimestamp())));
        Optional<DDNN> ddnn = view.ddnn(name);
        var owners = new Owners(
                ddnn.map(found -> found.getMetadata().getUid()).orElse(null),
                ddnn.map(found -> Instant.parse(found.getMetadata().getCreationTimestamp()))
                        .orElse(null),
                usages.stream().map(MeteringRound::uid).distinct().toList());
        var written = new ArrayList<Bill>();
        owners.share(heard, remembered(bills), made).forEach((uid, own) -> {
            // The spec of one that was made anew says nothing of the use of those before it.
            DDNNSpec spec = ddnn.filter(found -> found.getMetadata().getUid().equals(uid))
                    .map(DDNN::getSpec)
                    .orElse(null);
            var bill = new Bill(name, uid, bills.getOrDefault(uid, new TreeMap<>()));
            write(bill, own, made.keySet(), Tariffs.of(spec, view.pools()));
            written.add(bill);
        });
        return written;
    }

    private void write(Bill bill, List<Heard> heard, Set<String> pods, Tariff tariff) {
        for (int step = 0; step < STEPS; step++) {
            Optional<Step> next = Bookkeeper.next(bill.pages(), heard, pods, tariff);
            if (next.isEmpty()
                    || !next.get().fold(open -> open(bill, open), write -> write(bill, write.page(), heard))) {
                return;
            }
        }
    }

    private boolean open(Bill bill, Step.Open open) {
        var made = objects.open(bill.name().namespace(), bill.name().ddnn(), bill.uid(), open);
        bill.objects().put(open.month(), made);
        return true;
    }

    /** Whether there may be more to write. */
    private boolean write(Bill bill, Page page, List<Heard> heard) {
        DDNNUsage read = bill.objects().get(page.month());
        boolean ends = page.continuedIn() != null;
        Instant now = clock.instant();
        if (read == null || (!ends && isYoung(read, now) && !page.letsGo(UsageObjects.page(read), heard))) {
            return false;
        }
        bill.objects().put(page.month(), objects.write(read, page, now));
        return ends;
    }

    private boolean isYoung(DDNNUsage read, Instant now) {
        var status = read.getStatus();
        return status != null
                && status.lastFolded() != null
                && now.isBefore(Instant.parse(status.lastFolded()).plus(pause));
    }

    private List<Heard> heard(Name name) {
        Instant now = clock.instant();
        return hub.reports(name.namespace(), name.ddnn()).stream()
                .flatMap(received -> received.reports().stream())
                .map(received -> new Heard(receivedAt(received, now), received.report()))
                .toList();
    }

    private static Instant receivedAt(Received received, Instant now) {
        Long said = received.receivedAtMillis();
        return said == null ? now.minusMillis(received.ageMillis()) : Instant.ofEpochMilli(said);
    }

    /** In the newest bill of each. */
    private static Map<String, Set<String>> remembered(Map<String, Map<YearMonth, DDNNUsage>> bills) {
        var remembered = new HashMap<String, Set<String>>();
        bills.forEach((uid, months) -> remembered.put(
                uid,
                months.values().stream()
                        .map(UsageObjects::page)
                        .map(Page::usage)
                        .filter(Objects::nonNull)
                        .flatMap(usage -> usage.boots().keySet().stream())
                        .map(Boot::podUid)
                        .collect(Collectors.toSet())));
        return remembered;
    }

    private static String uid(DDNNUsage usage) {
        return String.valueOf(usage.getSpec().ddnnUID());
    }

    /**
     * @param uid of the DDNN
     * @param objects by month, as they were read or written last
     */
    private record Bill(Name name, String uid, Map<YearMonth, DDNNUsage> objects) {
        Collection<Page> pages() {
            return objects.values().stream().map(UsageObjects::page).toList();
        }
    }
}

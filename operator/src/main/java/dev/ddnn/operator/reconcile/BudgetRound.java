package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.operator.config.WatchedNamespaces;
import dev.ddnn.operator.events.EventPublisher;
import dev.ddnn.operator.events.Transition;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Writes into each quota what the bills of its namespace come to, and whether a budget is used up. It follows from the bills alone, so
 * whoever leads next, and a quota that is made anew, say the same. This is written at most once a minute.
 */
public final class BudgetRound {
    private static final Logger LOG = Logger.getLogger(BudgetRound.class);

    private final KubernetesClient client;
    private final WatchedNamespaces watched;
    private final EventPublisher events;
    private final Clock clock;

    public BudgetRound(KubernetesClient client, WatchedNamespaces watched, EventPublisher events, Clock clock) {
        this.client = client;
        this.watched = watched;
        this.events = events;
        this.clock = clock;
    }

    /**
     * One round. What fails is made up for by the next one.
     *
     * @param bills of all DDNNs, as they were read or written last
     */
    public void run(List<DDNNUsage> bills) {
        for (DDNNQuota quota : quotas()) {
            try {
                write(quota, bills);
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    LOG.debugf(
                            "quota %s has changed meanwhile",
                            quota.getMetadata().getName());
                } else {
                    LOG.warnf(
                            "quota %s/%s: its budgets are not written now, tried again in the next round: %s",
                            quota.getMetadata().getNamespace(),
                            quota.getMetadata().getName(),
                            e.getMessage());
                }
            }
        }
    }

    /** A quota whose ledger was never written is left to whoever begins it. */
    private void write(DDNNQuota quota, List<DDNNUsage> bills) {
        DDNNQuotaStatus before = quota.getStatus();
        if (before == null || before.observedGeneration() == null || before.observedGeneration() < 1) {
            return;
        }
        var metadata = quota.getMetadata();
        Instant now = clock.instant();
        var found = BudgetFigures.of(quota, bills, now);
        if (!found.anyUse() && !found.standing().isLimited() && before.metered() == null) {
            return;
        }
        var status = found.onto(before, metadata.getGeneration(), now);
        if (status.equals(before)) {
            return;
        }
        var next = new DDNNQuota();
        next.setMetadata(new ObjectMetaBuilder()
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .build());
        next.setSpec(quota.getSpec());
        next.setStatus(status);
        client.resource(next).updateStatus();
        var identity =
                new Identity(metadata.getNamespace(), metadata.getName(), metadata.getUid(), metadata.getGeneration());
        events.publish("DDNNQuota", identity, Transition.ofBudgets(before, status), now);
    }

    private List<DDNNQuota> quotas() {
        return watched.names().isEmpty()
                ? client.resources(DDNNQuota.class).inAnyNamespace().list().getItems()
                : watched.names().stream()
                        .flatMap(namespace -> namespaced(namespace))
                        .toList();
    }

    private Stream<DDNNQuota> namespaced(String namespace) {
        return client.resources(DDNNQuota.class).inNamespace(namespace).list().getItems().stream();
    }
}

package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.events.EventPublisher;
import dev.ddnn.operator.events.Transition;
import dev.ddnn.operator.observe.QuotaObserver;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.quota.Ledger;
import dev.ddnn.operator.plan.quota.Page;
import dev.ddnn.operator.reconcile.Vacancies.Vacancy;
import dev.ddnn.operator.status.BudgetStatusAssembler;
import dev.ddnn.operator.status.QuotaStatusAssembler;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The only writer of a quota's ledger. It keeps nothing in its memory and trusts no cache: each page follows from what the API server
 * says at that moment, and replaces the one that was seen, or is not written.
 */
@ControllerConfiguration(
        name = "ddnnquota",
        fieldManager = Labels.MANAGER,
        // A ledger that somebody else writes is put right at once.
        generationAwareEventProcessing = false)
@GradualRetry(maxAttempts = -1, initialInterval = 500, intervalMultiplier = 2, maxInterval = 60_000)
public class DDNNQuotaReconciler implements Reconciler<DDNNQuota> {
    /** From time to time the ledger is compared with what there is. */
    private static final Duration AUDIT = Duration.ofMinutes(2);

    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private final EventPublisher events;
    private final Farewells farewells;
    private final Informers informers;
    private final Patience patience = new Patience();
    private final Clock clock;

    /**
     * @param farewells the same that the reconciler of DDNNs has
     * @param informers the same
     */
    public DDNNQuotaReconciler(EventPublisher events, Farewells farewells, Informers informers, Clock clock) {
        this.events = events;
        this.farewells = farewells;
        this.informers = informers;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, DDNNQuota>> prepareEventSources(EventSourceContext<DDNNQuota> context) {
        return new QuotaEventSources(context, informers, farewells.vacancies).all();
    }

    @Override
    public UpdateControl<DDNNQuota> reconcile(DDNNQuota quota, Context<DDNNQuota> context) {
        var now = clock.instant();
        var identity = identity(quota);
        var reads = new LiveNamespace(context.getClient(), identity.namespace());
        var begun = BudgetFigures.begun(quota, reads::bills, now);
        var books = QuotaObserver.observe(begun, reads, farewells::isOver);
        var page = Ledger.next(books, now);
        var ledger = QuotaStatusAssembler.assemble(begun.getStatus(), identity.generation(), page, now);
        var status = BudgetStatusAssembler.judged(ledger, quota.getSpec().budgets(), identity.generation(), now);
        if (!isWritten(quota, status, context)) {
            return UpdateControl.<DDNNQuota>noUpdate().rescheduleAfter(AT_ONCE);
        }
        events.publish("DDNNQuota", identity, Transition.ofLedger(page), now);
        events.publish("DDNNQuota", identity, Transition.ofLimits(quota.getStatus(), status), now);
        // The ledger has the condition as it was before.
        events.publish("DDNNQuota", identity, Transition.ofBudgets(ledger, status), now);
        return UpdateControl.<DDNNQuota>noUpdate().rescheduleAfter(pause(identity.uid(), page));
    }

    /** While pods are waited for to go, it looks again by itself, less and less often. */
    private Duration pause(String uid, Page page) {
        if (!page.unsettled()) {
            patience.forget(uid);
            return AUDIT;
        }
        return patience.pause(uid, page, clock.instant());
    }

    /** Whether the status stands; if not, the quota has changed since it was seen, and is to be looked at anew. */
    private boolean isWritten(DDNNQuota seen, DDNNQuotaStatus status, Context<DDNNQuota> context) {
        if (status.equals(seen.getStatus())) {
            return true;
        }
        var next = new DDNNQuota();
        next.setMetadata(new ObjectMetaBuilder(seen.getMetadata())
                .withManagedFields(List.of())
                .build());
        next.setSpec(seen.getSpec());
        next.setStatus(status);
        try {
            context.resourceOperations().updatePrimaryStatus(next);
            farewells.vacancies.tell(new Vacancy(
                    seen.getMetadata().getNamespace(), seen.getMetadata().getName()));
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static Identity identity(DDNNQuota quota) {
        var metadata = quota.getMetadata();
        return new Identity(metadata.getNamespace(), metadata.getName(), metadata.getUid(), metadata.getGeneration());
    }
}

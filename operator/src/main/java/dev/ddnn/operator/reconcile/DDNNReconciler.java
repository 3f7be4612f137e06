package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.operator.apply.Applier;
import dev.ddnn.operator.apply.Children;
import dev.ddnn.operator.desired.DesiredResources;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.desired.QuotaNeed;
import dev.ddnn.operator.desired.Surroundings;
import dev.ddnn.operator.events.EventPublisher;
import dev.ddnn.operator.events.Transition;
import dev.ddnn.operator.later.Afterwards;
import dev.ddnn.operator.observe.Observer;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.DDNNPlan.Refused;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.Planner;
import dev.ddnn.operator.plan.budget.UplinkSaving;
import dev.ddnn.operator.plan.quota.Admission;
import dev.ddnn.operator.status.ApplyReport;
import dev.ddnn.operator.status.BudgetReading;
import dev.ddnn.operator.status.HeldBackStatus;
import dev.ddnn.operator.status.QuotaReading;
import dev.ddnn.operator.status.StandingStatus;
import dev.ddnn.operator.status.StatusAssembler;
import dev.ddnn.operator.validate.DDNNValidator;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what a DDNN becomes in the cluster as its spec wants it. The steps are in the packages; here is their order. */
@ControllerConfiguration(
        name = "ddnn",
        fieldManager = Labels.MANAGER,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 2, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 500, intervalMultiplier = 2, maxInterval = 60_000)
public class DDNNReconciler implements Reconciler<DDNN> {
    private final Observer observer;
    private final EventPublisher events;
    private final Surroundings surroundings;
    private final Visits visits;
    private final Farewells farewells;
    private final Informers informers;
    private final Clock clock;
    private final Afterwards afterwards;
    private final Unlimited unlimited;
    private @Nullable EventSources sources;

    public DDNNReconciler(
            Observer observer,
            EventPublisher events,
            Surroundings surroundings,
            Visits visits,
            Farewells farewells,
            Informers informers,
            Clock clock,
            Afterwards afterwards) {
        this.observer = observer;
        this.events = events;
        this.surroundings = surroundings;
        this.visits = visits;
        this.farewells = farewells;
        this.informers = informers;
        this.clock = clock;
        this.afterwards = afterwards;
        this.unlimited = new Unlimited(clock);
    }

    @Override
    public List<EventSource<?, DDNN>> prepareEventSources(EventSourceContext<DDNN> context) {
        visits.watch(context.getPrimaryCache());
        var prepared = new EventSources(context, informers, farewells.vacancies);
        sources = prepared;
        return prepared.all();
    }

    @Override
    public UpdateControl<DDNN> reconcile(DDNN ddnn, Context<DDNN> context) {
        String uid = ddnn.getMetadata().getUid();
        if (!farewells.begin(uid)) {
            return UpdateControl.noUpdate();
        }
        try {
            return visited(ddnn, context);
        } finally {
            farewells.end(uid);
        }
    }

    private UpdateControl<DDNN> visited(DDNN ddnn, Context<DDNN> context) {
        var now = clock.instant();
        var identity = StatusPatch.identity(ddnn);
        visits.note(ddnn, now);
        var violations = DDNNValidator.check(ddnn.getSpec());
        var status = violations.isEmpty()
                ? planned(identity, ddnn, context, now)
                : HeldBackStatus.refused(Refused.ofSpec(violations), ddnn.getStatus(), identity.generation(), now);
        var control = StatusPatch.write(ddnn, status, context, informers.ddnns, visits.calm());
        if (!status.equals(ddnn.getStatus())) {
            visits.noteNews();
        }
        events.publish(identity, Transition.between(ddnn.getStatus(), status), now);
        return control;
    }

    private DDNNStatus planned(Identity identity, DDNN ddnn, Context<DDNN> context, Instant now) {
        var children = new ClusterChildren(ddnn, context, view(), afterwards, unlimited);
        var observed = observer.observe(identity, ddnn.getSpec(), ddnn.getStatus(), view());
        return Planner.plan(ddnn.getSpec(), observed, now)
                .fold(
                        plan -> applied(plan, observed, children, now),
                        waiting -> HeldBackStatus.waiting(waiting, ddnn.getStatus(), identity.generation(), now),
                        refused -> HeldBackStatus.refused(refused, ddnn.getStatus(), identity.generation(), now));
    }

    private DDNNStatus applied(Planned plan, Observed observed, Children children, Instant now) {
        var desired = DesiredResources.from(plan, observed, surroundings, now);
        var need = QuotaNeed.of(plan, desired, observed);
        var admission = Admission.of(observed, need.amounts(), need.replaced(), now);
        long generation = plan.ddnn().generation();
        var status = need.mustWait(admission)
                ? StandingStatus.waiting(plan, observed, admission.waiting(), now)
                : after(Applier.apply(plan.ddnn(), need.within(desired, admission), children), plan, observed, now);
        var asked = QuotaReading.onto(status, observed.status(), admission, generation, now);
        return BudgetReading.onto(asked, observed.status(), UplinkSaving.of(plan, observed), generation, now);
    }

    private static DDNNStatus after(ApplyReport report, Planned plan, Observed observed, Instant now) {
        return report.waiting()
                .map(waiting -> StandingStatus.waiting(plan, observed, waiting, now))
                .orElseGet(() -> StatusAssembler.assemble(plan, observed, report, now));
    }

    private EventSources view() {
        return Objects.requireNonNull(sources, "prepared before the first visit");
    }

    @Override
    public ErrorStatusUpdateControl<DDNN> updateErrorStatus(DDNN ddnn, Context<DDNN> context, Exception error) {
        boolean first =
                context.getRetryInfo().map(retry -> retry.getAttemptCount() < 2).orElse(true);
        if (first) {
            return ErrorStatusUpdateControl.defaultErrorProcessing();
        }
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return StatusPatch.ofError(
                ddnn,
                HeldBackStatus.failed(
                        message, ddnn.getStatus(), ddnn.getMetadata().getGeneration(), clock.instant()),
                context,
                informers.ddnns);
    }
}

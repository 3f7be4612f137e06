package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.operator.apply.Applier;
import dev.ddnn.operator.apply.Children;
import dev.ddnn.operator.desired.DesiredResources;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.desired.Surroundings;
import dev.ddnn.operator.events.ClusterEvents;
import dev.ddnn.operator.events.EventPublisher;
import dev.ddnn.operator.later.Afterwards;
import dev.ddnn.operator.later.Rush;
import dev.ddnn.operator.observe.HubClient;
import dev.ddnn.operator.observe.Observer;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Planner;
import dev.ddnn.operator.status.ApplyReport;
import dev.ddnn.operator.status.HeldBackStatus;
import dev.ddnn.operator.status.StatusAssembler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The product's stages in the product's order, but for what a test plants: a bug in what is seen, in what is written, or in the order. */
@ControllerConfiguration(name = "ddnn", fieldManager = Labels.MANAGER)
public final class PlantedReconciler extends DDNNReconciler {
    /** What is wrong with it; each method left alone changes nothing. */
    public interface Bug {
        /** What it sees instead, in each visit. */
        default Observed sees(Observed observed) {
            return observed;
        }

        /** How it writes instead, in each visit. */
        default Children writes(Children children) {
            return children;
        }

        /** Whether it writes the status before what the status speaks of. */
        default boolean tellsFirst() {
            return false;
        }

        /** How long it waits while only events are awaited. */
        default Duration calm() {
            return StatusPatch.CALM;
        }
    }

    private final Observer observer;
    private final Surroundings surroundings;
    private final Informers informers;
    private final Bug bug;
    private EventSources sources;

    public PlantedReconciler(
            KubernetesClient client, Informers informers, HubClient hub, Surroundings surroundings, Bug bug) {
        this(client, informers, hub, surroundings, bug, new Rush());
    }

    private PlantedReconciler(
            KubernetesClient client,
            Informers informers,
            HubClient hub,
            Surroundings surroundings,
            Bug bug,
            Rush rush) {
        super(
                new Observer(hub),
                new EventPublisher(new ClusterEvents(client)),
                surroundings,
                new Visits(rush),
                new Farewells(),
                informers,
                Clock.systemUTC(),
                new Afterwards(4000, Duration.ofSeconds(3), rush));
        this.observer = new Observer(hub);
        this.surroundings = surroundings;
        this.informers = informers;
        this.bug = bug;
    }

    @Override
    public List<EventSource<?, DDNN>> prepareEventSources(EventSourceContext<DDNN> context) {
        sources = new EventSources(context, informers, new Vacancies());
        return sources.all();
    }

    @Override
    public UpdateControl<DDNN> reconcile(DDNN ddnn, Context<DDNN> context) {
        Instant now = Instant.now();
        var identity = StatusPatch.identity(ddnn);
        var children = bug.writes(
                new ClusterChildren(ddnn, context, sources, Runnable::run, new Unlimited(Clock.systemUTC())));
        var observed = bug.sees(observer.observe(identity, ddnn.getSpec(), ddnn.getStatus(), sources));
        return Planner.plan(ddnn.getSpec(), observed, now)
                .fold(
                        plan -> applied(plan, observed, ddnn, children, context),
                        waiting -> StatusPatch.write(
                                ddnn,
                                HeldBackStatus.waiting(waiting, ddnn.getStatus(), identity.generation(), now),
                                context,
                                informers.ddnns,
                                bug.calm()),
                        refused -> StatusPatch.write(
                                ddnn,
                                HeldBackStatus.refused(refused, ddnn.getStatus(), identity.generation(), now),
                                context,
                                informers.ddnns,
                                bug.calm()));
    }

    private UpdateControl<DDNN> applied(
            Planned plan, Observed observed, DDNN ddnn, Children children, Context<DDNN> context) {
        Instant now = Instant.now();
        var desired = DesiredResources.from(plan, observed, surroundings, now);
        if (bug.tellsFirst()) {
            var before = StatusAssembler.assemble(plan, observed, ApplyReport.nothing(), now);
            var control = StatusPatch.write(ddnn, before, context, informers.ddnns, bug.calm());
            Applier.apply(plan.ddnn(), desired, children);
            return control;
        }
        var report = Applier.apply(plan.ddnn(), desired, children);
        return StatusPatch.write(
                ddnn, StatusAssembler.assemble(plan, observed, report, now), context, informers.ddnns, bug.calm());
    }
}

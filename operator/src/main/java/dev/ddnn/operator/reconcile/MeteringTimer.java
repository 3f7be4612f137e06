package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.operator.config.OperatorConfig;
import dev.ddnn.operator.config.WatchedNamespaces;
import dev.ddnn.operator.events.EventPublisher;
import dev.ddnn.operator.later.Rush;
import dev.ddnn.operator.observe.HubClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Meters once in an interval, and looks each second for pods that wait to end, as long as this operator leads. In a rush a round waits for a
 * lull, up to another interval.
 */
@Singleton
final class MeteringTimer {
    private static final Logger LOG = Logger.getLogger(MeteringTimer.class);
    private static final Duration LEAST = Duration.ofSeconds(1);
    /** A pod that is to be replaced waits for this. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "metering");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration interval;
    private final MeteringRound round;
    private final LastReportsRound lasts;
    private final Leadership leadership;
    private final BudgetRound budgets;
    private final UsageSeries series;
    private final Rush rush;
    private long latest;

    MeteringTimer(
            KubernetesClient client,
            WatchedNamespaces watched,
            HubClient hub,
            NodeGroupWatch groups,
            Leadership leadership,
            MeterRegistry meters,
            EventPublisher events,
            Rush rush,
            OperatorConfig config) {
        this.interval = interval(config);
        this.round = new MeteringRound(client, watched, hub, groups, Clock.systemUTC(), interval);
        this.lasts = new LastReportsRound(hub, watched, round, Clock.systemUTC());
        this.budgets = new BudgetRound(client, watched, events, Clock.systemUTC());
        this.leadership = leadership;
        this.rush = rush;
        this.series = new UsageSeries(meters);
    }

    void started(@Observes StartupEvent event) {
        plan();
        timer.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    void ending(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** The next round. */
    private void plan() {
        latest = rush.in(interval.multipliedBy(2));
        timer.schedule(this::due, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void due() {
        Duration more = rush.holdsUp(latest);
        if (more.isZero()) {
            meter();
            plan();
        } else {
            timer.schedule(this::due, more.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Never throws: there would be no next round. */
    private void meter() {
        try {
            if (leadership.leads()) {
                List<DDNNUsage> bills = round.run();
                budgets.run(bills);
                series.show(bills);
            }
        } catch (RuntimeException e) {
            LOG.warnf("use is not metered now, tried again in %d s: %s", interval.toSeconds(), e);
        }
    }

    /** Never throws: a timer whose task throws is silent for ever. */
    private void look() {
        try {
            if (leadership.leads()) {
                lasts.run();
            }
        } catch (RuntimeException e) {
            LOG.warnf("last reports of pods that end are not folded now, tried again soon: %s", e);
        }
    }

    private static Duration interval(OperatorConfig config) {
        Duration interval = config.metering().interval();
        if (interval.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "DDNN_METERING_INTERVAL must be " + LEAST.toSeconds() + " s or more, found " + interval);
        }
        return interval;
    }
}

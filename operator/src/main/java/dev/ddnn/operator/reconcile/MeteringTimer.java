package dev.ddnn.operator.reconcile;

import dev.ddnn.operator.config.WatchedNamespaces;
import dev.ddnn.operator.observe.HubClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Meters once a minute, as long as this operator leads. */
@Singleton
final class MeteringTimer {
    private static final Logger LOG = Logger.getLogger(MeteringTimer.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "metering");
        thread.setDaemon(true);
        return thread;
    });
    private final MeteringRound round;
    private final Leadership leadership;
    private final UsageSeries series;

    MeteringTimer(
            KubernetesClient client,
            WatchedNamespaces watched,
            HubClient hub,
            NodeGroupWatch groups,
            Leadership leadership,
            MeterRegistry meters) {
        this.round = new MeteringRound(client, watched, hub, groups, Clock.systemUTC());
        this.leadership = leadership;
        this.series = new UsageSeries(meters);
    }

    void started(@Observes StartupEvent event) {
        long seconds = INTERVAL.toSeconds();
        timer.scheduleWithFixedDelay(this::meter, seconds, seconds, TimeUnit.SECONDS);
    }

    void ending(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** Never throws: a timer whose task throws is silent for ever. */
    private void meter() {
        try {
            if (leadership.leads()) {
                series.show(round.run());
            }
        } catch (RuntimeException e) {
            LOG.warnf("use is not metered now, tried again in %d s: %s", INTERVAL.toSeconds(), e);
        }
    }
}

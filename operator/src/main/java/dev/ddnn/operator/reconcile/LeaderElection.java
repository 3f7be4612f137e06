package dev.ddnn.operator.reconcile;

import dev.ddnn.operator.config.OperatorConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Of several operators, lets one reconcile at a time: the one that holds a lease. */
public final class LeaderElection {
    private static final Logger LOG = Logger.getLogger(LeaderElection.class);
    private static final int BEFORE_THE_OPERATOR_STOPS = 1;
    private static final int LOST = 1;

    @Produces
    @Singleton
    Leadership leadership(OperatorConfig config, KubernetesClient client) {
        if (!config.leaderElection()) {
            return Leadership.alone();
        }
        var lease = lease(config.pod());
        return Leadership.elected(() -> lease.giveBack(client), LeaderElection::endProcess);
    }

    /** None where it is off; the framework then starts reconciling at once. */
    @Produces
    @Dependent
    @Nullable
    LeaderElectionConfiguration configuration(OperatorConfig config, Leadership leadership) {
        if (!config.leaderElection()) {
            return null;
        }
        var lease = lease(config.pod());
        var callbacks =
                new LeaderCallbacks(leadership::acquired, leadership::stopped, holder -> LOG.infof("%s leads", holder));
        return new LeaderElectionConfiguration(
                Lease.NAME,
                lease.namespace(),
                Lease.DURATION,
                Lease.RENEW_DEADLINE,
                Lease.RETRY,
                lease.holder(),
                callbacks,
                // The framework's own exit waits for the shutdown that it is called from, and hangs.
                false);
    }

    void started(@Observes StartupEvent event, Leadership leadership, MeterRegistry meters) {
        Gauge.builder("ddnn.operator.leads", leadership, l -> l.leads() ? 1 : 0)
                .description("1 if this operator reconciles, 0 if it stands by")
                .register(meters);
    }

    void ending(@Observes @Priority(BEFORE_THE_OPERATOR_STOPS) ShutdownEvent event, Leadership leadership) {
        leadership.ending();
    }

    private static Lease lease(OperatorConfig.Pod pod) {
        return new Lease(
                required(pod.namespace(), "DDNN_POD_NAMESPACE", "metadata.namespace"),
                required(pod.name(), "DDNN_POD_NAME", "metadata.name"));
    }

    private static String required(Optional<String> value, String variable, String field) {
        return value.orElseThrow(() -> new IllegalStateException("DDNN_LEADER_ELECTION=true needs " + variable
                + ", but it is not set: give the container an environment variable of that name from the field " + field
                + " of its pod"));
    }

    /** No orderly end: that would take seconds in which what is under way is still written. */
    private static void endProcess() {
        LOG.error("The lease " + Lease.NAME
                + " was lost: another operator may lead. This one ends at once, to stand by again.");
        Runtime.getRuntime().halt(LOST);
    }
}

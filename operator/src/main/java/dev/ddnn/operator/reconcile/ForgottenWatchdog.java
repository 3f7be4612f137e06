package dev.ddnn.operator.reconcile;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Fails liveness when a DDNN was forgotten: a restart is the only cure. One that stands by visits nobody and forgets nobody. */
@Liveness
@Singleton
final class ForgottenWatchdog implements HealthCheck {
    private final Visits visits;
    private final Leadership leadership;
    private final Clock clock;

    ForgottenWatchdog(Visits visits, Leadership leadership, Clock clock) {
        this.visits = visits;
        this.leadership = leadership;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> forgotten = leadership.leads() ? visits.forgotten(clock.instant()) : List.of();
        var response = HealthCheckResponse.named("every DDNN is visited").status(forgotten.isEmpty());
        return forgotten.isEmpty()
                ? response.build()
                : response.withData("forgotten", String.join(", ", forgotten)).build();
    }
}

package dev.ddnn.pod.health;

import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.pod.section.HeldRevisions;
import dev.ddnn.pod.section.Holdings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as soon as each revision that the configuration lists is warm. It says how far each is. */
@Readiness
@ApplicationScoped
public class SectionReady implements HealthCheck {
    private final HeldRevisions held;

    @Inject
    SectionReady(HeldRevisions held) {
        this.held = held;
    }

    /** Whether the pod serves what its configuration lists. */
    public static boolean ready(HeldRevisions held) {
        return held.current().map(Holdings::ready).orElse(false);
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("section").status(ready(held));
        for (RevisionState state : held.report()) {
            var message = state.message();
            response.withData(state.revision(), state.state() + (message == null ? "" : ": " + message));
        }
        return response.build();
    }
}

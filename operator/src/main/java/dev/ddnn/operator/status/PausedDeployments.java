package dev.ddnn.operator.status;

import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Workload;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Deployments that somebody has paused, so that pods of an older template stay: {@link Outdated}. To resume one is not the operator's part: it
 * never sets {@code spec.paused}.
 */
final class PausedDeployments {
    private PausedDeployments() {}

    /** What is to be said of those of a section. */
    static Optional<Outdated> of(String section, Observed observed) {
        String namespace = observed.ddnn().namespace();
        String all = observed.workloads().stream()
                .filter(workload -> workload.section().equals(section) && workload.pausedAt() != null)
                .map(workload -> sentence(workload, namespace))
                .collect(Collectors.joining("; "));
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new Outdated(Reason.DeploymentPaused, Conditions.shortened(all)));
    }

    private static String sentence(Workload workload, String namespace) {
        return "Deployment '" + workload.name() + "' is paused (spec.paused: true, by somebody else), "
                + workload.pausedAt() + " of " + workload.replicas() + " pods are of the newest template"
                + "; resume it: kubectl -n " + namespace + " rollout resume deployment/" + workload.name();
    }
}

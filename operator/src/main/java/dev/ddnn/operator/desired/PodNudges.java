package dev.ddnn.operator.desired;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.SectionPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which pods to tell of a configuration. A kubelet refreshes a mounted ConfigMap only at its next sync, a minute or more later,
 * unless something of the pod changes.
 */
final class PodNudges {
    /** How long a pod has to report a configuration that it was told of. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private PodNudges() {}

    static List<PodNudge> of(SectionPlan section, Observed observed, Instant now) {
        String hash = section.configHash();
        return observed.podsOf(section.name())
                .flatMap(
                        pod -> told(pod, hash, observed.reportOf(pod), now)
                                .map(told -> new PodNudge(pod.name(), pod.uid(), told))
                                .stream())
                .toList();
    }

    private static Optional<String> told(PodState pod, String hash, Optional<PodReport> report, Instant now) {
        boolean followed =
                report.map(PodReport::configHash).filter(hash::equals).isPresent();
        // A pod that starts reads the newest configuration by itself.
        boolean awake = report.isPresent() || pod.ready();
        if (followed || !awake) {
            return Optional.empty();
        }
        int attempt = attempt(pod.told(), hash);
        if (attempt < 0) {
            return Optional.of(hash);
        }
        Instant last = pod.toldAt();
        boolean waited = last != null && !now.isBefore(last.plus(PATIENCE));
        return waited && report.isPresent() ? Optional.of(hash + "." + (attempt + 1)) : Optional.empty();
    }

    /** Which attempt for that hash the annotation is; -1: it speaks of another, or is absent. */
    private static int attempt(@Nullable String told, String hash) {
        if (told == null || !told.startsWith(hash)) {
            return -1;
        }
        String suffix = told.substring(hash.length());
        return suffix.matches("\\.[0-9]{1,6}") ? Integer.parseInt(suffix.substring(1)) : suffix.isEmpty() ? 0 : -1;
    }
}

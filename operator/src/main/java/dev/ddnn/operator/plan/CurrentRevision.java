package dev.ddnn.operator.plan;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.operator.plan.Observed.PodState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What answers: what the deciding section is told to take, once its ready pods all say that they follow. */
final class CurrentRevision {
    private CurrentRevision() {}

    /**
     * Its name; absent: nothing answers yet.
     *
     * @param deciding the deciding section
     */
    static @Nullable String of(SectionPlan deciding, Observed observed) {
        List<PodState> ready =
                observed.podsOf(deciding.name()).filter(PodState::ready).toList();
        boolean followed = !ready.isEmpty()
                && ready.stream().allMatch(pod -> observed.reportOf(pod)
                        .map(PodReport::configHash)
                        .filter(deciding.configHash()::equals)
                        .isPresent());
        String before = observed.status() == null ? null : observed.status().currentRevision();
        return followed ? deciding.config().answering() : before;
    }
}

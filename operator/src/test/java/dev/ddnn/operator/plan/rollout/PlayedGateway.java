package dev.ddnn.operator.plan.rollout;

import dev.ddnn.contract.report.PodReport.LatencyCounts;
import dev.ddnn.contract.report.PodReport.RevisionCounts;
import dev.ddnn.contract.report.PodReport.RolloutCounts;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.operator.plan.Revision;
import java.util.Collections;
import java.util.Map;

/** The deciding section of a {@link PlayedWorld}: what it is told, and what its pods count. */
record PlayedGateway(PlayedWorld world, Revision before, Revision after) {
    /** Shadow and route, or what answers without a rollout. */
    String percentages() {
        Rollout rollout = world.config("gateway").rollout();
        return rollout == null
                ? "done " + world.config("gateway").answering()
                : rollout.shadowPercent() + "/" + rollout.routePercent();
    }

    /**
     * Each pod reports so much of the rollout.
     *
     * @param current answers of the revision before
     * @param target answers of the one after
     */
    void counts(long current, long target, long compared, long agreed) {
        String id = world.course.state().id();
        world.podsOf("gateway").forEach(pod -> {
            pod.counts = new RolloutCounts(
                    id, answered(before.name(), current), answered(after.name(), target), compared, agreed, 0);
            pod.report();
        });
    }

    private static RevisionCounts answered(String revision, long answers) {
        var none = new LatencyCounts(Collections.nCopies(LatencyCounts.UPPER_MILLIS.size() + 1, 0L));
        return new RevisionCounts(revision, Map.of("gateway", answers), 0, 0, none);
    }
}

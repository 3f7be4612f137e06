package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.status.ConditionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whoever reads status may act on it: it speaks of nothing that the sections were not told, and of no answer that no pod gives. */
final class TruthRule {
    private final Standing standing;
    private @Nullable DDNNStatus last;

    TruthRule(Standing standing) {
        this.standing = standing;
    }

    List<String> check(DDNN ddnn) {
        DDNNStatus status = ddnn.getStatus();
        var problems = new ArrayList<String>();
        if (status == null || status.equals(last)) {
            return problems;
        }
        last = status;
        SectionConfig deciding = standing.told.get(Standing.DECIDING);
        int route = deciding == null || deciding.rollout() == null
                ? 0
                : deciding.rollout().routePercent();
        int said = Optional.ofNullable(status.rollout())
                .map(rollout -> rollout.percent())
                .orElse(0);
        boolean ends = deciding != null && deciding.rollout() == null;
        if (said > route && !ends) {
            problems.add("status says " + said + " % while the deciding section is told " + route + " %");
        }
        if (Scene.isTrue(status, ConditionType.RolledOut)
                && (standing.told.size() < 3
                        || standing.told.values().stream().anyMatch(config -> !Standing.held(config)
                                .equals(List.of(status.currentRevision()))))) {
            problems.add("status says that " + status.currentRevision() + " is rolled out");
        }
        if (status.currentRevision() != null && !standing.answered.contains(status.currentRevision())) {
            problems.add("status says that " + status.currentRevision() + " answers");
        }
        return problems;
    }
}

package dev.ddnn.operator.plan.rollout;

import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How revisions leave that are to take no samples any more: first the deciding section is told so, which ends any rollout at once.
 * When its pods follow, the others are told so too, and the revisions leave from the bottom up. A section lets go when the one below follows a configuration
 * without them and reports them no more, which a pod does once they are drained: no part is ever sent to where it is not held.
 */
final class Retirement {
    private final Situation situation;
    private final List<String> leaving;
    private final String answering;

    private Retirement(Situation situation, List<String> leaving) {
        this.situation = situation;
        this.leaving = leaving;
        this.answering = situation.answering();
    }

    /** What each section is told next. */
    static Map<String, Holding> next(Situation situation, List<String> leaving) {
        return new Retirement(situation, leaving).holdings();
    }

    private Map<String, Holding> holdings() {
        String deciding = situation.deciding();
        boolean ended = situation.holding(deciding).rollout() == null && situation.follows(deciding);
        boolean letGo = ended;
        var next = new LinkedHashMap<String, Holding>();
        for (String section : situation.sections()) {
            Holding now = situation.holding(section);
            List<HeldRevision> kept = now.revisions().stream()
                    .filter(revision -> !leaving.contains(revision.name()))
                    .toList();
            if (ended) {
                next.put(section, new Holding(answering, letGo ? kept : now.revisions(), null));
            } else {
                next.put(section, section.equals(deciding) ? now.withoutRollout() : now);
            }
            letGo = letGo && kept.size() == now.revisions().size() && situation.hasLetGo(section, leaving);
        }
        return next;
    }
}

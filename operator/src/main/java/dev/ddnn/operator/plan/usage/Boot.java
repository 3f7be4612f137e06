package dev.ddnn.operator.plan.usage;

import dev.ddnn.contract.report.PodReport;

/** One start of one pod: what counters begin with. */
public record Boot(String podUid, String bootId) {
    /** Whose report it is. */
    static Boot of(PodReport report) {
        return new Boot(report.podUid(), report.bootId());
    }
}

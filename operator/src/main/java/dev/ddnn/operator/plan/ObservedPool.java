package dev.ddnn.operator.plan;

import dev.ddnn.api.v1alpha1.FailedMember;
import dev.ddnn.api.v1alpha1.PoolWorkload;
import dev.ddnn.operator.plan.Observed.Pool;
import java.util.List;

/**
 * All that the status of a pool tells, read at one moment.
 *
 * @param pool itself
 * @param failedMembers nodes that its NodeGroup wants and does not have, by name
 * @param overlaps other pools with some of the same nodes, by name
 * @param workloads what runs on its nodes, by namespace, DDNN and section
 */
public record ObservedPool(
        Pool pool, List<FailedMember> failedMembers, List<Overlap> overlaps, List<PoolWorkload> workloads) {
    public ObservedPool {
        failedMembers = List.copyOf(failedMembers);
        overlaps = List.copyOf(overlaps);
        workloads = List.copyOf(workloads);
    }

    /**
     * @param pool the other one
     * @param nodes that belong to both, by name
     */
    public record Overlap(String pool, List<String> nodes) {
        public Overlap {
            nodes = List.copyOf(nodes);
        }
    }
}

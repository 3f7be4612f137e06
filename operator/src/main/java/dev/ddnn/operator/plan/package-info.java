/**
 * In: a spec and {@link dev.ddnn.operator.plan.Observed}. Out: {@link dev.ddnn.operator.plan.DDNNPlan}. All decisions are taken here:
 * revision, branch placement, which revisions each section holds. Must not read the cluster, the clock or a log.
 */
@NullMarked
package dev.ddnn.operator.plan;

import org.jspecify.annotations.NullMarked;

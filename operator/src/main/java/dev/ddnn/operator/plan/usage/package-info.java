/**
 * In: what a DDNN used so far this month, the pods' reports as the hub has them, and what its pools cost. Out: what it used until now,
 * each counter once whatever was lost, repeated, reordered or restarted. Must not read the cluster, the hub or the clock.
 */
@NullMarked
package dev.ddnn.operator.plan.usage;

import org.jspecify.annotations.NullMarked;

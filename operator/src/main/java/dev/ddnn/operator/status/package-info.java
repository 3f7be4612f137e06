/**
 * In: plan, observation, and what applying them did. Out: the status of a DDNN or of a pool. Must not read the cluster or the clock:
 * time is an argument.
 */
@NullMarked
package dev.ddnn.operator.status;

import org.jspecify.annotations.NullMarked;

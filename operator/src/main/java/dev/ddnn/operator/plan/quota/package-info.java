/**
 * In: what DDNNs ask for, what exists, and the ledger as it was. Out: the next page of the ledger, and whether a DDNN may have its pods.
 * Must not read the cluster, the clock or a log.
 */
@NullMarked
package dev.ddnn.operator.plan.quota;

import org.jspecify.annotations.NullMarked;

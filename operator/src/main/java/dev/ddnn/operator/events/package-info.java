/**
 * In: two statuses. Out: one Kubernetes Event per transition between them. The only emitter; its failure never fails a reconcile.
 */
@NullMarked
package dev.ddnn.operator.events;

import org.jspecify.annotations.NullMarked;

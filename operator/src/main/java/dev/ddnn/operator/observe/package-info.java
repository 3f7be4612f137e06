/**
 * In: the identity of a DDNN. Out: {@link dev.ddnn.operator.plan.Observed}, all that planning needs to know. The only package that
 * reads, from the informers through {@link dev.ddnn.operator.observe.ClusterView} and from the hub; must not write or decide.
 */
@NullMarked
package dev.ddnn.operator.observe;

import org.jspecify.annotations.NullMarked;

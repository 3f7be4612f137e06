/**
 * In: a spec, and what is known of its pools and its cut. Out: every violation at once, as values. Must not read the cluster, the clock
 * or a log, and never stops at the first error.
 */
@NullMarked
package dev.ddnn.operator.validate;

import org.jspecify.annotations.NullMarked;

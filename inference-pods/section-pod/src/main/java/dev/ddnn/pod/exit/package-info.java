/**
 * In: the scores of an exit. Out: answer here, or let the sample go up. Arithmetic, no side effects.
 */
@NullMarked
package dev.ddnn.pod.exit;

import org.jspecify.annotations.NullMarked;

/** The floor: the least that a controller can do to make the same children. */
@NullMarked
package dev.ddnn.benchmarks.bare;

import org.jspecify.annotations.NullMarked;

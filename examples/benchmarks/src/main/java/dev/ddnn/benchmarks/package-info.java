/** The command {@code examples/bench}. */
@NullMarked
package dev.ddnn.benchmarks;

import org.jspecify.annotations.NullMarked;

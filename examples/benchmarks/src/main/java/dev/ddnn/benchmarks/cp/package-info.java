/** The family cp: the packaged operator beside a bare controller, against a real API server. */
@NullMarked
package dev.ddnn.benchmarks.cp;

import org.jspecify.annotations.NullMarked;

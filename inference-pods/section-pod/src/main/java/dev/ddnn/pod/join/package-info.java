/**
 * In: parts of samples by branch. Out: joined samples, each once. Waits without holding a thread.
 */
@NullMarked
package dev.ddnn.pod.join;

import org.jspecify.annotations.NullMarked;

/**
 * In: a sample's encoded tensors. Out: the outcome that the next section gave, or a refusal that names the hop. Knows the protocol out.
 */
@NullMarked
package dev.ddnn.pod.forward;

import org.jspecify.annotations.NullMarked;

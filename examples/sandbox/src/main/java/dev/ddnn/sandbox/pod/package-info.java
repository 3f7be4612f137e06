/**
 * Pods as processes: takes Pod objects bound to our nodes, gives back processes and the pods' status. Knows nothing of DDNNs.
 */
@NullMarked
package dev.ddnn.sandbox.pod;

import org.jspecify.annotations.NullMarked;

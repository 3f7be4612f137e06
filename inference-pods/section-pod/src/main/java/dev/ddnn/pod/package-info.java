/**
 * Runs one branch of one section: wires ingress, join, section, exit and forward to a pod.
 */
@NullMarked
package dev.ddnn.pod;

import org.jspecify.annotations.NullMarked;

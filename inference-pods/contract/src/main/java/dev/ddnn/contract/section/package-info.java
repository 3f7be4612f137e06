/**
 * What the operator tells a section's pods: the content of the mounted ConfigMap.
 */
@NullMarked
package dev.ddnn.contract.section;

import org.jspecify.annotations.NullMarked;

/**
 * The order of the stages: join, section, exit, forward. One metric per arrow. Nothing calls back into it but outcomes.
 */
@NullMarked
package dev.ddnn.pod.flow;

import org.jspecify.annotations.NullMarked;

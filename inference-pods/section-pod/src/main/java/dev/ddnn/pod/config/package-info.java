/**
 * In: the mounted section.json. Out: the newest good configuration, or why the newest is not good. Computes nothing.
 */
@NullMarked
package dev.ddnn.pod.config;

import org.jspecify.annotations.NullMarked;

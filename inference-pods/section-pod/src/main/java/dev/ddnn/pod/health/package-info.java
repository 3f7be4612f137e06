/**
 * Alive: the process turns. Ready: each revision that the configuration lists is warm. Never asks another tier.
 */
@NullMarked
package dev.ddnn.pod.health;

import org.jspecify.annotations.NullMarked;

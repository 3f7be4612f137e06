/**
 * The hub's configuration and wiring. What it does is in the packages below, called in the order
 * {@code serve -> cut -> source -> verify}; {@code reports} stands by itself.
 */
@NullMarked
package dev.ddnn.hub;

import org.jspecify.annotations.NullMarked;

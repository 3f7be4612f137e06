/**
 * The emulated network: loopback addresses, Services and their names, and links with delay, rate and byte counts.
 */
@NullMarked
package dev.ddnn.sandbox.net;

import org.jspecify.annotations.NullMarked;
